namespace TieredRouting.Signals;

/// <summary>
/// All that the policy lane looks for. A text beyond ASCII is read as it stands and as its disguises mean it, and what long runs encode is read too: each look only adds to what the others found.
/// </summary>
internal static class LaneDetectors
{
    private static readonly WordSet Somebody = new(
        "my", "his", "her", "their", "he", "she", "i", "i'm", "i've", "employee", "employee's", "employees", "colleague", "colleagues", "patient", "patient's", "client", "client's", "wife", "husband", "son", "daughter", "mother", "father", "mr", "mrs", "ms", "dr", "staff", "tenant",
        "mein", "meine", "sein", "seine", "ihr", "ihre");

    private static readonly WordSet SomebodyOrUs = new(
        "my", "his", "her", "their", "he", "she", "i", "i'm", "i've", "we", "we're", "our", "us", "me", "client", "client's", "wife", "husband", "son", "daughter", "mother", "father", "mr", "mrs", "ms", "employee", "tenant", "landlord", "company", "against");

    /// <summary>The most specific first: a key may look like anything, a card also like a phone number.</summary>
    private static readonly ITextDetector[] All =
    [
        new PrivateKeyDetector(),
        new IssuedCredentialDetector(),
        new UrlPasswordDetector(),
        new AssignedCredentialDetector(),
        new IbanDetector(),
        new CreditCardDetector(),
        new EmailDetector(),
        new NationalIdDetector(),
        new DocumentNumberDetector(),
        new IpAddressDetector(),
        new DateOfBirthDetector(),
        new AddressDetector(),
        new PhoneDetector(),
        new PersonDetector(),
        new ContractedPersonDetector(),
        new ContextDetector(EvidenceKinds.Payroll, Cues.Payroll, Somebody),
        new ContextDetector(EvidenceKinds.Health, Cues.Health, Somebody),
        new ContextDetector(EvidenceKinds.Legal, Cues.Legal, SomebodyOrUs),
    ];

    private static readonly NumberSearch Numbers = new([.. All.OfType<NumberDetector>()]);

    /// <summary>The evidence in a text, in order and without overlaps, in <paramref name="found"/>, which comes empty, or in a list that takes its place.</summary>
    public static List<SignalEvidence> Find(ReadOnlySpan<char> text, Cues seen, List<SignalEvidence> found)
    {
        found = Look(text, seen, found);
        if (seen.HasAny(Cues.NonAscii))
            found = FindDisguised(text, seen, found);
        return seen.Has(Cues.VeryLongRun) ? EncodedText.Find(text, found) : found;
    }

    /// <summary>What the detectors find in a text as it stands.</summary>
    public static List<SignalEvidence> Look(ReadOnlySpan<char> text, Cues seen, List<SignalEvidence> found)
    {
        // All numbers are found in one reading; those of each kind then take their place among the others.
        var numbers = seen.Has(Cues.Digit) ? Numbers.Find(text) : null;
        var next = 0;
        foreach (var detector in All)
        {
            if (!detector.MayFind(seen))
                continue;
            var before = found.Count;
            if (detector is not NumberDetector)
                detector.Find(text, found);
            else if (numbers?[next++] is { } those)
                found = Joined(found, those);
            if (before > 0 && found.Count > before)
                found = EvidenceMerge.Of(text, found, before);
        }

        return found;
    }

    private static List<SignalEvidence> Joined(List<SignalEvidence> found, List<SignalEvidence> more)
    {
        if (found.Count == 0)
            return more;
        found.AddRange(more);
        return found;
    }

    private static List<SignalEvidence> FindDisguised(ReadOnlySpan<char> text, Cues seen, List<SignalEvidence> found)
    {
        using var plain = PlainText.Of(text);
        var before = found.Count;
        var disguised = Look(plain.Text, seen, before == 0 ? found : []);
        for (var i = 0; i < disguised.Count; i++)
            disguised[i] = plain.InOriginal(disguised[i]);
        if (before == 0 || disguised.Count == 0)
            return before == 0 ? disguised : found;
        found.AddRange(disguised);
        return EvidenceMerge.Of(text, found, before);
    }
}
