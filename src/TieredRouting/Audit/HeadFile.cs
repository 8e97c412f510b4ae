using System.Text;

namespace TieredRouting.Audit;

/// <summary>What stands in <c>PATH.head</c>.</summary>
/// <param name="Exists">Whether there is such a file with anything in it: an empty one is what a disk leaves that was full when the first head was to be written.</param>
/// <param name="Content">What it says; <see langword="null"/> where it cannot be read as a head.</param>
/// <param name="Text">It, word for word.</param>
/// <param name="IsPartial">Whether it is shorter than a head is, as a crash may leave the first one.</param>
internal readonly record struct HeadFile(bool Exists, ChainHead? Content, string Text, bool IsPartial)
{
    private static readonly HeadFile None = new(false, null, string.Empty, IsPartial: false);

    private const int MostTries = 100;

    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static HeadFile Read(string path)
    {
        if (!File.Exists(path))
            return None;
        using var file = Open(path);
        var bytes = new byte[ChainHead.Length];
        var head = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return head.IsEmpty ? None : new HeadFile(true, ChainHead.Read(head), Encoding.ASCII.GetString(head).TrimEnd(), head.Length < ChainHead.Length);
    }

    /// <summary>Tries again where it is taken: a writer that begins holds it alone for a moment.</summary>
    private static FileStream Open(string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            }
            catch (IOException exception) when (tries < MostTries && WriterLock.IsTaken(exception))
            {
                Thread.Yield();
            }
        }
    }
}
