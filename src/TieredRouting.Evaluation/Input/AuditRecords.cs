using System.Text.Json;
using TieredRouting.Audit;

namespace TieredRouting.Evaluation;

/// <summary>Reads an audit record by record. A line that cannot be used is noted, and the others are read all the same.</summary>
/// <typeparam name="T">What a line becomes.</typeparam>
/// <param name="lines">The lines.</param>
/// <param name="parse">Reads a line.</param>
/// <param name="idOf">The id of a client call; <see langword="null"/> for an event.</param>
internal sealed class AuditRecords<T>(AuditLines lines, Func<ReadOnlySpan<byte>, T> parse, Func<T, string?> idOf)
    where T : class
{
    private readonly RecentIds _ids = new();
    private readonly RecordFlaw _flaw = new();

    /// <exception cref="InputException">There is no file, or it cannot be opened.</exception>
    public async Task ReadAsync(Action<T> add, CancellationToken cancellationToken)
    {
        await foreach (var line in lines.ReadAsync(cancellationToken))
        {
            if (Read(line) is { } record)
                add(record);
        }
    }

    private T? Read(AuditLine line)
    {
        try
        {
            if (line.IsTorn && RecordFlaw.IsCutOff(line.Bytes.Span))
                return Unusable(line, "is cut off: the line has no end");
            if ((AuditReader.VersionFlaw(line.Bytes.Span) ?? _flaw.Of(line.Bytes.Span)) is { } flaw)
                return Unusable(line, flaw);
            var record = parse(line.Bytes.Span);
            return idOf(record) is not { } id || _ids.Add(id) ? record : Unusable(line, "repeats the id of an earlier record (id)");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Unusable(line, $"is no audit record{((exception as JsonException)?.Path is { Length: > 0 } path ? $" ({path})" : string.Empty)}");
        }
    }

    private T? Unusable(AuditLine line, string why)
    {
        lines.Flaws.Add(line.Flawed(why));
        return null;
    }
}
