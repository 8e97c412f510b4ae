namespace TieredRouting.Audit;

/// <summary>A file as the chain's writer needs one. Whatever a method was asked to do has been done by the operating system when it returns, or it throws.</summary>
internal interface IAuditFile : IDisposable
{
    long Length { get; set; }

    void Write(ReadOnlySpan<byte> bytes, long offset);

    int Read(Span<byte> bytes, long offset);

    /// <summary>Waits until what was written is on the device.</summary>
    void FlushToDisk();
}
