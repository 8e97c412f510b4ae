using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace TieredRouting.Signals;

/// <summary>What runs in Base64 hide: one that decodes to text is looked at as any text is, once, and what is found there is evidence of the whole run.</summary>
internal static class EncodedText
{
    private const int Shortest = 24;

    /// <summary>A run is read in pieces of this length, which is a multiple of four.</summary>
    private const int LongestPiece = 4096;

    private static readonly SearchValues<char> Units = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

    public static List<SignalEvidence> Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        var before = found.Count;
        var (units, bytes) = (ArrayPool<char>.Shared.Rent(LongestPiece), ArrayPool<byte>.Shared.Rent(LongestPiece));
        // A run that is long enough leaves no gap in this many units.
        for (var start = 0; start + Shortest <= text.Length;)
        {
            var gap = text.Slice(start, Shortest).LastIndexOfAnyExcept(Units);
            if (gap >= 0)
            {
                start += gap + 1;
                continue;
            }

            var end = Math.Min(TextBoundary.EndOf(text, start + Shortest, Units), start + LongestPiece);
            if (KindIn(Decode(text[start..end], units, bytes)) is { } kind)
                found.Add(new SignalEvidence(kind, start, end - start));
            start = end;
        }

        ArrayPool<char>.Shared.Return(units);
        ArrayPool<byte>.Shared.Return(bytes);
        return before > 0 && found.Count > before ? EvidenceMerge.Of(text, found, before) : found;
    }

    /// <summary>Of one place, one kind is told, credentials first.</summary>
    private static string? KindIn(ReadOnlySpan<char> decoded)
    {
        var found = decoded.IsEmpty ? [] : LaneDetectors.Look(decoded, CueScan.Of(decoded), []);
        return found.Exists(evidence => evidence.Kind == EvidenceKinds.Credential) ? EvidenceKinds.Credential : found.Count > 0 ? found[0].Kind : null;
    }

    /// <summary>The text that a run holds; empty where it holds none.</summary>
    private static ReadOnlySpan<char> Decode(ReadOnlySpan<char> run, Span<char> units, Span<byte> bytes)
    {
        run = run[..(run.Length - (run.Length % 4 == 1 ? 1 : 0))];
        var plain = units[..run.Length];
        run.CopyTo(plain);
        plain.Replace('+', '-');
        plain.Replace('/', '_');
        // What was read up to a flaw counts: whoever wraps a secret needs no flawless end.
        _ = Base64Url.DecodeFromChars(plain, bytes, out _, out var decoded);
        return decoded > 0 && IsText(bytes[..decoded]) ? units[..Encoding.UTF8.GetChars(bytes[..decoded], units)] : [];
    }

    /// <summary>Whether nearly all of it is what people write.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var printable = 0;
        foreach (var one in bytes)
            printable += one is >= 32 and < 127 or 9 or 10 or 13 ? 1 : 0;
        return printable * 10 >= bytes.Length * 9;
    }
}
