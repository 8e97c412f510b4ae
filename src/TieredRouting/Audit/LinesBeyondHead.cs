using System.Text;

namespace TieredRouting.Audit;

/// <summary>The lines that follow a record, up to the last on file: those that a crash kept from the head that names the record.</summary>
/// <param name="LeadToEnd">Whether the record is on file, and the lines after it follow one another. Whether they say what they said is for who verifies.</param>
/// <param name="Key">The fingerprint of the key that the last change of key among them changed to; <see langword="null"/> where there is none.</param>
/// <param name="PinnedHead">The head that this change holds, where it is hashed under the key in force.</param>
/// <param name="Broken">How often they say that the chain was found broken.</param>
internal sealed record LinesBeyondHead(bool LeadToEnd, string? Key, string? PinnedHead, int Broken)
{
    /// <summary>None, since they are not to be found.</summary>
    public static readonly LinesBeyondHead NoWay = new(false, null, null, 0);

    private static readonly LinesBeyondHead None = new(true, null, null, 0);

    /// <summary>Reads them.</summary>
    /// <param name="paths">The audit's files.</param>
    /// <param name="hash">The hash of the record that they follow.</param>
    /// <param name="last">The hash of the last record on file, or what the first one will follow.</param>
    /// <param name="key">The key in force.</param>
    public static LinesBeyondHead Read(AuditPaths paths, string hash, ReadOnlySpan<byte> last, AuditKey? key)
    {
        var expected = Encoding.ASCII.GetBytes(hash);
        if (last.SequenceEqual(expected))
            return None;
        try
        {
            return Follow(paths, expected, key);
        }
        catch (InvalidDataException)
        {
            // A packed file that is damaged leads nowhere.
            return NoWay;
        }
    }

    private static LinesBeyondHead Follow(AuditPaths paths, byte[] expected, AuditKey? key)
    {
        var (found, beyond) = (false, None);
        foreach (var file in Recent(paths))
        {
            using var lines = new LineReader(file);
            while (lines.Read() && !lines.IsTorn)
            {
                if (!ChainedLine.TryRead(lines.Line.Span, out var line))
                    return NoWay;
                if (line.Previous.SequenceEqual(expected))
                    (found, expected, beyond) = (true, line.Hash.ToArray(), beyond.With(line, key));
                else if (found)
                    return NoWay;
                else
                    found = line.Hash.SequenceEqual(expected);
            }
        }

        return found ? beyond : NoWay;
    }

    private LinesBeyondHead With(ChainedLine line, AuditKey? key)
    {
        if (!ChainEvents.IsEvent(line.Record) || ChainEvents.Read(line.Record) is not { } read)
            return this;
        byte[] room = [];
        return read.GetValueOrDefault("event") switch
        {
            ChainEvents.BrokenChain => this with { Broken = Broken + 1 },
            ChainEvents.KeyChanged => this with { Key = read.GetValueOrDefault("to"), PinnedHead = line.IsHashedUnder(key, ref room) ? read.GetValueOrDefault("head") : null },
            _ => this,
        };
    }

    private static IEnumerable<string> Recent(AuditPaths paths)
    {
        var rolled = paths.Rolled();
        if (rolled.Count > 0)
            yield return rolled[^1].Path;
        if (File.Exists(paths.Active))
            yield return paths.Active;
    }
}
