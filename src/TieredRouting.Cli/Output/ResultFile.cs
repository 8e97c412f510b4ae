using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Where results go: standard output, or a file that takes its name only once it is whole.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly FileInfo? _target;
    private readonly string? _unfinished;

    private ResultFile(Stream stream, FileInfo? target = null, string? unfinished = null) => (Stream, _target, _unfinished) = (stream, target, unfinished);

    public Stream Stream { get; }

    /// <exception cref="InputException">The file cannot be written.</exception>
    public static ResultFile Open(FileInfo? target, Terminal terminal)
    {
        if (target is null)
            return new ResultFile(new TextWriterStream(terminal.Out));
        try
        {
            var unfinished = target.FullName + ".unfinished";
            return new ResultFile(File.Create(unfinished), target, unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target.Name}: cannot be written ({exception.GetType().Name})");
        }
    }

    /// <summary>Ends the file, and puts it in the place of an older one.</summary>
    public void Keep()
    {
        Stream.Dispose();
        if (_target is not null)
            File.Move(_unfinished!, _target.FullName, overwrite: true);
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (_unfinished is not null)
            File.Delete(_unfinished);
    }
}
