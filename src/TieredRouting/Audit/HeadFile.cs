namespace TieredRouting.Audit;

/// <summary>What stands in <c>PATH.head</c>.</summary>
/// <param name="Exists">Whether there is such a file.</param>
/// <param name="Content">What it says; <see langword="null"/> where it cannot be read as a head.</param>
internal readonly record struct HeadFile(bool Exists, ChainHead? Content)
{
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static HeadFile Read(string path)
    {
        if (!File.Exists(path))
            return new HeadFile(false, null);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[ChainHead.Length];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new HeadFile(true, ChainHead.Read(bytes.AsSpan(0, length)));
    }
}
