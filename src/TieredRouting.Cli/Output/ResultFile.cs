using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Where results go: standard output, or a file that takes its name only once it is whole.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly string _name;
    private readonly string? _target;
    private readonly string? _unfinished;

    /// <param name="stream">Takes the results.</param>
    /// <param name="name">What the place is called where it cannot be written.</param>
    /// <param name="target">The file that is written in the end.</param>
    /// <param name="unfinished">The file that is written until then.</param>
    internal ResultFile(Stream stream, string name, string? target = null, string? unfinished = null) =>
        (Stream, _name, _target, _unfinished) = (new ResultStream(stream, name), name, target, unfinished);

    public Stream Stream { get; }

    /// <exception cref="InputException">The file cannot be written, or is one of the inputs.</exception>
    public static ResultFile Open(FileInfo? target, Terminal terminal, params ReadOnlySpan<FileInfo> inputs)
    {
        if (target is null)
            return new ResultFile(new TextWriterStream(terminal.Out), "standard output");
        var path = ResolvedPath(target);
        foreach (var input in inputs)
        {
            if (ResolvedPath(input) == path)
                throw new InputException($"{target.Name}: is an input of the same command, and would be written over");
        }

        try
        {
            return Open(path, target.Name);
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
        if (_target is null)
            Stream.Write(JsonSerializer.SerializeToUtf8Bytes(result, type));
        else
            JsonSerializer.Serialize(Stream, result, type);
        Stream.WriteByte((byte)'\n');
        Keep();
    }

    /// <summary>Ends the file, and puts it in the place of an older one.</summary>
    /// <exception cref="UnwritableFileException">It cannot be written.</exception>
    public void Keep()
    {
        Stream.Dispose();
        try
        {
            if (_unfinished is not null)
                File.Move(_unfinished, _target!, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnwritableFileException(_name, UnwritableFile.Of(exception), exception);
        }
    }

    /// <summary>What was not kept is gone, also where its last bytes cannot be written.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (UnwritableFileException) when (_unfinished is not null)
        {
            // Nobody will miss them.
        }

        if (_unfinished is not null)
            File.Delete(_unfinished);
    }

    private static ResultFile Open(string path, string name)
    {
        if (Directory.Exists(path))
            throw new IOException();
        if (Direct(path) is { } direct)
            return new ResultFile(direct, name);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        return new ResultFile(File.Create(unfinished), name, path, unfinished);
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
