using System.Text;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>
/// Deletes the rolled files that are old. The deletion is on record before a file is gone, so that what is missing is known to be missing. Which files are old goes by the number of
/// the one that the chain rolled last, and not by how many lie about; and what the next file begins with counts only where that says itself which file it follows. Not thread-safe.
/// </summary>
internal sealed class ChainRetention(int? keep, TimeProvider time, ILogger logger)
{
    private readonly List<string> _retired = [];

    /// <summary>Finds the files that are old.</summary>
    /// <param name="paths">The audit's files.</param>
    /// <param name="newest">The number of the file that was rolled last.</param>
    /// <param name="last">The hash of its last record.</param>
    /// <returns>What is to be on record before they are deleted.</returns>
    public IEnumerable<LineBuffer> Retire(AuditPaths paths, int newest, string last)
    {
        var rolled = paths.Rolled();
        for (var i = 0; i < rolled.Count && rolled[i].Number <= newest - keep; i++)
        {
            _retired.Add(rolled[i].Path);
            var file = Path.GetFileName(paths.RolledAs(rolled[i].Number));
            var next = i + 1 < rolled.Count ? FirstLink(rolled[i + 1].Path) : last;
            yield return ChainEvents.Line(ChainEvents.Retired, time.GetUtcNow(), json =>
            {
                json.WriteString("file", file);
                json.WriteString("hash", next);
            });
        }
    }

    /// <summary>Deletes them, in their order, and no further than possible: a gap would look as if somebody else had made it.</summary>
    public void Delete()
    {
        if (_retired.Count > 0)
            _ = _retired.All(TryDelete);
        _retired.Clear();
    }

    /// <summary>Leaves them, since it is not known any more whether that is on record.</summary>
    public void Forget() => _retired.Clear();

    /// <summary>What cannot be deleted now is retired again when the next file is rolled.</summary>
    private bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.AuditFileNotDeleted(Path.GetFileName(file), exception.GetType().Name);
            return false;
        }
    }

    private static string? FirstLink(string file)
    {
        try
        {
            using var lines = new LineReader(file);
            return lines.Read() && ChainedLine.TryRead(lines.Line.Span, out var line) ? Encoding.ASCII.GetString(line.Previous) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
