using System.Runtime.CompilerServices;
using System.Text.Json;
using TieredRouting.Audit;
using TieredRouting.Configuration;
using static TieredRouting.Evaluation.RecordJson;

namespace TieredRouting.Evaluation;

/// <summary>
/// Reads the lines of an audit in flat memory: of a file, plain or packed, and, before it, of those it was rolled into. What cannot be read is noted, and the rest is read all the same.
/// </summary>
internal sealed class AuditLines(FileInfo audit)
{
    private long _length;
    private long _read;
    private long _before;

    /// <summary>What some editors begin a file with.</summary>
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>How much was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => Interlocked.Read(ref _length) is > 0 and var length ? Math.Min(1, (double)Interlocked.Read(ref _read) / length) : 0;

    /// <summary>What could not be read.</summary>
    public FewLines Flaws { get; } = new();

    /// <exception cref="InputException">There is no file, or it cannot be opened.</exception>
    public async IAsyncEnumerable<AuditLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var snapshot = await OpenAsync(cancellationToken);
        // What was retired since is gone, as it was meant to be.
        foreach (var file in snapshot.Rolled.Where(file => File.Exists(file.Path)))
        {
            using var rolled = new LineReader(file.Path);
            foreach (var line in Read(rolled, Path.GetFileName(file.Path), cancellationToken))
                yield return line;
        }

        foreach (var line in snapshot.Active is { } active ? Read(active, audit.Name, cancellationToken) : [])
            yield return line;
    }

    /// <summary>The lines as the audit's own reader has them.</summary>
    public AuditRecords<AuditEntry> Entries() => new(this, Parse, static entry => entry.Event is null ? entry.Id : null);

    /// <summary>Reads all lines as the audit's own reader has them, for who makes nothing of half an audit.</summary>
    /// <exception cref="InputException">There is no file, or a line of it cannot be used; each is named, up to 20.</exception>
    public async Task ReadWholeAsync(Action<AuditEntry> take, CancellationToken cancellationToken)
    {
        await Entries().ReadAsync(take, cancellationToken);
        if (Flaws.Count > 0)
            throw new InputException([.. Flaws.First]);
    }

    /// <exception cref="JsonException">The line is no record; the path names the property where that is known.</exception>
    private static AuditEntry Parse(ReadOnlySpan<byte> line)
    {
        var entry = AuditReader.Parse(line);
        Require(entry.Event is not null || entry is { Id.Length: > 0 }, "$.id");
        Require(entry.Event is not null || entry is { Route.Length: > 0 }, "$.route");
        Require(entry.Event is not null || entry is { Contract.Length: > 0 }, "$.contract");
        Require(entry.Cost is >= 0 and <= MostMoney, "$.cost");
        Require(entry.Attempts.All(attempt => attempt.Cost is >= 0 and <= MostMoney), "$.attempts.cost");
        Require(entry.Attempts.All(attempt => attempt.Usage is null or { Input: >= 0 and <= MostTokens, CachedInput: >= 0 and <= MostTokens, Output: >= 0 and <= MostTokens, Reasoning: >= 0 and <= MostTokens }), "$.attempts.usage");
        return entry;
    }

    private async ValueTask<AuditSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await AuditSnapshot.TakeAsync(new AuditPaths(audit.FullName), static () => default, cancellationToken);
            Interlocked.Exchange(ref _length, snapshot.Rolled.Sum(file => new FileInfo(file.Path) is { Exists: true, Length: var length } ? length : 0) + (snapshot.Active?.Length ?? 0));
            return snapshot is { Active: null, Rolled.Count: 0 } ? throw new FileNotFoundException() : snapshot;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{audit.Name}: {FileFlaw.Of(audit.FullName, exception)}");
        }
    }

    private IEnumerable<AuditLine> Read(LineReader lines, string name, CancellationToken cancellationToken)
    {
        while (Next(lines, name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Exchange(ref _read, _before + lines.Position);
            var line = new AuditLine(name, lines.Number, lines.Number == 1 && lines.Line.Span.StartsWith(Mark) ? lines.Line[Mark.Length..] : lines.Line, lines.IsTorn);
            if (lines.Number == 1 && line.Bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            {
                Flaws.Add($"{name}: is compressed; give it a name that ends in .gz");
                break;
            }

            if (!line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
                yield return line;
        }

        _before += lines.Length;
    }

    private bool Next(LineReader lines, string name)
    {
        try
        {
            return lines.Read();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            Flaws.Add(FormattableString.Invariant($"{name}({lines.Number + 1}): {WhyNot(lines, exception)}"));
            return false;
        }
    }

    private static string WhyNot(LineReader lines, Exception exception)
    {
        if (lines.IsTooLong)
            return exception.Message;
        return lines.IsPacked ? "the packed file is damaged or was cut off here" : "cannot be read on";
    }
}
