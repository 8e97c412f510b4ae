using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;

namespace TieredRouting.Evaluation;

/// <summary>
/// A new file that takes a record of every request. It is there from the beginning, also where an earlier run left nothing to ask; a run that
/// fails before its first record takes it away again, so that the next may have its name.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    private readonly FileInfo _file;
    private readonly AuditPaths _paths;
    private readonly JsonLinesAuditSink _sink;
    private bool _kept;

    private AuditFile(FileInfo file)
    {
        (_file, _paths) = (file, new AuditPaths(file.FullName));
        // The head of an earlier file, which is gone, is no head of this one.
        File.Delete(_paths.Head);
        _sink = new JsonLinesAuditSink(file.FullName, new JsonLinesOptions(), TimeProvider.System, NullLogger.Instance);
        _sink.Begin();
    }

    public IAuditSink Sink => _sink;

    /// <exception cref="InputException">The file is there already, or cannot be written.</exception>
    public static AuditFile? Begin(FileInfo? file)
    {
        if (file is null)
            return null;
        try
        {
            new FileStream(file.FullName, FileMode.CreateNew).Dispose();
            return new AuditFile(file);
        }
        catch (IOException) when (File.Exists(file.FullName))
        {
            throw new InputException($"{file.Name}: is there already; an evaluation starts a new file, also one that goes on: name another");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {UnwritableFile.Of(file, exception)}");
        }
    }

    /// <summary>Keeps the file, whatever it holds: the run did its work.</summary>
    public void Keep() => _kept = true;

    public void Dispose()
    {
        _sink.Dispose();
        _file.Refresh();
        if (_kept || _file is not { Exists: true, Length: 0 })
            return;
        foreach (var path in (string[])[_paths.Active, _paths.Head, _paths.Lock])
            File.Delete(path);
    }
}
