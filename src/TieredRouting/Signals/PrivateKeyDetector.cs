namespace TieredRouting.Signals;

/// <summary>Private keys in PEM: the whole key where its end is there, else its header alone. One that is too short to be a key only shows where it would stand.</summary>
internal sealed class PrivateKeyDetector : ITextDetector
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int LongestLabel = 48;

    /// <summary>A key of 32 bytes in PKCS #8, the shortest in use, takes 64 characters.</summary>
    private const int ShortestBody = 64;

    public bool MayFind(Cues seen) => seen.Has(Cues.Hyphen | Cues.PrivateKey);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        // Where no end was found once, none comes later: looking again for each header would not be linear.
        var ends = true;
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOf(Begin);
            if (more < 0)
                return;
            var start = from + more;
            from = EndOfLabel(text, start + Begin.Length);
            if (!text[start..from].Contains("PRIVATE KEY", StringComparison.Ordinal))
                continue;
            var body = ends ? text[from..].IndexOf(End) : -1;
            ends = body >= 0;
            if (ends)
                from = EndOfLabel(text, from + body + End.Length);
            if (body is < 0 or >= ShortestBody)
                found.Add(new SignalEvidence(EvidenceKinds.Credential, start, from - start));
        }
    }

    private static int EndOfLabel(ReadOnlySpan<char> text, int label)
    {
        var length = text.Slice(label, Math.Min(LongestLabel, text.Length - label)).IndexOf(Dashes);
        return length < 0 ? label : label + length + Dashes.Length;
    }
}
