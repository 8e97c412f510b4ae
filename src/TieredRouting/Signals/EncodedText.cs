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
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Units);
            if (more < 0)
                break;
            var start = from + more;
            var end = Math.Min(TextBoundary.EndOf(text, start, Units), start + LongestPiece);
            from = end;
            if (end - start >= Shortest)
                Read(text, start, end, found);
        }

        return before > 0 && found.Count > before ? LaneDetectors.Merge(found, before) : found;
    }

    private static void Read(ReadOnlySpan<char> text, int start, int end, List<SignalEvidence> found)
    {
        var units = ArrayPool<char>.Shared.Rent(end - start);
        var length = Decode(text[start..end], units);
        if (length > 0)
        {
            var decoded = units.AsSpan(0, length);
            foreach (var kind in Kinds(LaneDetectors.Look(decoded, CueScan.Of(decoded), [])))
            {
                found.Add(new SignalEvidence(kind, start, end - start));
                break;
            }
        }

        ArrayPool<char>.Shared.Return(units);
    }

    /// <summary>Credentials first: of one place, one kind is told.</summary>
    private static IEnumerable<string> Kinds(List<SignalEvidence> found) =>
        found.Select(evidence => evidence.Kind).OrderBy(kind => kind == EvidenceKinds.Credential ? 0 : 1);

    /// <summary>How many units of text a run holds; 0 where it holds none.</summary>
    private static int Decode(ReadOnlySpan<char> run, Span<char> into)
    {
        run = run[..(run.Length - (run.Length % 4 == 1 ? 1 : 0))];
        Span<byte> bytes = stackalloc byte[LongestPiece];
        var decoded = DecodeInto(run, bytes);
        return decoded > 0 && IsText(bytes[..decoded]) ? Encoding.UTF8.GetChars(bytes[..decoded], into) : 0;
    }

    private static int DecodeInto(ReadOnlySpan<char> run, Span<byte> bytes)
    {
        Span<char> plain = stackalloc char[LongestPiece];
        run.CopyTo(plain);
        plain = plain[..run.Length];
        plain.Replace('+', '-');
        plain.Replace('/', '_');
        // What was read up to a flaw counts: whoever wraps a secret needs no flawless end.
        _ = Base64Url.DecodeFromChars(plain, bytes, out _, out var written);
        return written;
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
