using System.Text;

namespace TieredRouting.Audit;

/// <summary>What stands in <c>PATH.head</c>.</summary>
/// <param name="Exists">Whether there is such a file with anything in it: an empty one is what a disk leaves that was full when the first head was to be written.</param>
/// <param name="Content">What it says; <see langword="null"/> where it cannot be read as a head.</param>
/// <param name="Text">It, word for word.</param>
internal readonly record struct HeadFile(bool Exists, ChainHead? Content, string Text)
{
    private static readonly HeadFile None = new(false, null, string.Empty);

    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static HeadFile Read(string path)
    {
        if (!File.Exists(path))
            return None;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[ChainHead.Length];
        var head = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return head.IsEmpty ? None : new HeadFile(true, ChainHead.Read(head), Encoding.ASCII.GetString(head).TrimEnd());
    }
}
