using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Where results go: standard output, or a file that takes its name only once it is whole.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly string? _target;
    private readonly string? _unfinished;

    private ResultFile(Stream stream, string? target = null, string? unfinished = null) => (Stream, _target, _unfinished) = (stream, target, unfinished);

    public Stream Stream { get; }

    /// <exception cref="InputException">The file cannot be written, or is one of the inputs.</exception>
    public static ResultFile Open(FileInfo? target, Terminal terminal, params ReadOnlySpan<FileInfo> inputs)
    {
        if (target is null)
            return new ResultFile(new TextWriterStream(terminal.Out));
        var path = ResolvedPath(target);
        foreach (var input in inputs)
        {
            if (ResolvedPath(input) == path)
                throw new InputException($"{target.Name}: is an input of the same command, and would be written over");
        }

        try
        {
            return Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target.Name}: {UnwritableFile.Of(target, exception)}");
        }
    }

    /// <summary>Writes a result as JSON, and ends the file.</summary>
    public void KeepJson<T>(T result, JsonTypeInfo<T> type)
    {
        // A writer of text takes no half characters.
        if (Stream is TextWriterStream)
            Stream.Write(JsonSerializer.SerializeToUtf8Bytes(result, type));
        else
            JsonSerializer.Serialize(Stream, result, type);
        Stream.WriteByte((byte)'\n');
        Keep();
    }

    /// <summary>Ends the file, and puts it in the place of an older one.</summary>
    public void Keep()
    {
        Stream.Dispose();
        if (_unfinished is not null)
            File.Move(_unfinished, _target!, overwrite: true);
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (_unfinished is not null)
            File.Delete(_unfinished);
    }

    private static ResultFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new IOException();
        if (Direct(path) is { } direct)
            return new ResultFile(direct);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        return new ResultFile(File.Create(unfinished), path, unfinished);
    }

    /// <summary>A pipe or a device is written to as it is: it has no older content to keep.</summary>
    private static FileStream? Direct(string path)
    {
        if (!File.Exists(path))
            return null;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
        if (!stream.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal))
            return stream;
        stream.Dispose();
        return null;
    }

    /// <summary>The file that a path leads to, links followed.</summary>
    public static string ResolvedPath(FileInfo file) => file.Exists ? (file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName) : file.FullName;
}
