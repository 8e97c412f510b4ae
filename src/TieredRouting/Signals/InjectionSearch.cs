using System.Buffers;
using System.Text.Unicode;
using System.Text;

namespace TieredRouting.Signals;

/// <summary>Looks for injection in one part of a request, behind its disguises too.</summary>
internal static class InjectionSearch
{
    /// <summary>A word of Base64 that may hold a sentence.</summary>
    private const int LeastEncoded = 24;

    private const int MostEncoded = 8_192;

    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Adds the evidence of a text that begins at <paramref name="offset"/>.</summary>
    public static void Find(ReadOnlySpan<char> text, int offset, Cues cues, InjectionGuard guard, List<SignalEvidence> found)
    {
        using var plain = PlainText.Of(text);
        var before = found.Count;
        Find(plain.Text, guard, found);
        for (var i = before; i < found.Count; i++)
        {
            var evidence = plain.InOriginal(found[i]);
            found[i] = evidence with { Start = offset + evidence.Start };
        }

        if (cues.HasAny(Cues.NonAscii))
            InjectionPhrases.FindForeign(text, offset, guard.Secret, found);
        if (cues.HasAny(Cues.VeryLongRun))
            FindEncoded(text, offset, guard, found);
    }

    private static void Find(ReadOnlySpan<char> plain, InjectionGuard guard, List<SignalEvidence> found)
    {
        InjectionReader.Find(plain, 0, InjectionPattern.All, found);
        InjectionPhrases.FindFakeRoles(plain, 0, found);
        if (guard.Secret)
            InjectionReader.Find(plain, 0, InjectionPattern.OfSecrets, found);
        if (guard.Privacy)
            InjectionReader.Find(plain, 0, InjectionPattern.OfPrivacy, found);
    }

    private static void FindEncoded(ReadOnlySpan<char> text, int offset, InjectionGuard guard, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length && (found.Count < InjectionReader.MostEvidence || InjectionReader.Lacks(InjectionKinds.Encoded, found));)
        {
            var start = text[from..].IndexOfAny(Base64);
            if (start < 0)
                return;
            start += from;
            from = TextBoundary.EndOf(text, start, Base64);
            if (from - start >= LeastEncoded && AnyHolds(text[start..from], guard))
                found.Add(new SignalEvidence(InjectionKinds.Encoded, offset + start, from - start));
        }
    }

    /// <summary>A long run is read in pieces, whose length is a multiple of four: what stands in front must not hide the rest.</summary>
    private static bool AnyHolds(ReadOnlySpan<char> run, InjectionGuard guard)
    {
        for (var from = 0; from < run.Length; from += MostEncoded)
        {
            if (Holds(run.Slice(from, Math.Min(MostEncoded, run.Length - from)), guard))
                return true;
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<char> encoded, InjectionGuard guard)
    {
        Span<byte> bytes = stackalloc byte[MostEncoded];
        encoded = encoded[..(encoded.Length & ~3)];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var written) || !Utf8.IsValid(bytes[..written]))
            return false;
        List<SignalEvidence> within = [];
        Find(Encoding.UTF8.GetString(bytes[..written]), guard, within);
        return within.Count > 0;
    }
}
