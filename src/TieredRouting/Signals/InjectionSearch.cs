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
        for (var from = 0; from < text.Length && found.Count < InjectionReader.MostEvidence;)
        {
            var start = text[from..].IndexOfAny(Base64);
            if (start < 0)
                return;
            start += from;
            from = TextBoundary.EndOf(text, start, Base64);
            if (from - start >= LeastEncoded && Holds(text[start..Math.Min(from, start + MostEncoded)], guard))
                found.Add(new SignalEvidence(InjectionKinds.Encoded, offset + start, from - start));
        }
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
