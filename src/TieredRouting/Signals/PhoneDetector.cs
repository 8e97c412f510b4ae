using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Phone numbers: 7 to 15 digits in groups, written as a number to dial: with a plus, an area code in parentheses, a leading zero
/// or North America's 3-3-4. Any other grouping, and none, counts only after a word such as "phone" or "call". An extension
/// (<c>x123</c>) belongs to the number.
/// </summary>
internal sealed class PhoneDetector : ITextDetector
{
    private const int ContextUnits = 40;

    private static readonly SearchValues<char> NotBefore = SearchValues.Create("/#$€£¥%_");

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["phone", "tel.", "tel:", "tel ", "telef", "call", "mobil", "cell", "fax", "whatsapp", "sms", "dial"], StringComparison.OrdinalIgnoreCase);

    public bool NeedsDigit => true;

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAnyInRange('0', '9');
            if (more < 0)
                return;
            var digit = from + more;
            var (start, end, next) = Read(text, digit);
            if (end > 0)
                found.Add(new SignalEvidence(EvidenceKinds.Phone, start, end - start));
            from = next;
        }
    }

    private static (int Start, int End, int Next) Read(ReadOnlySpan<char> text, int digit)
    {
        var number = PhoneNumber.Read(text, digit, acrossSpaces: true);
        if (!Begins(text, number.Start))
            return (0, -1, PhoneNumber.Read(text, digit, acrossSpaces: false).End);
        // Two numbers may stand side by side: then each has to be one by itself.
        if (FollowsNumber(text, number.Start) || !IsPhone(text, number))
            number = PhoneNumber.Read(text, digit, acrossSpaces: false) with { StandsAlone = false };
        if (!IsPhone(text, number))
            return (0, -1, number.End);
        var end = PhoneNumber.EndOfExtension(text, number.End);
        return (number.Start, end, end);
    }

    /// <summary>A number does not begin within a word, a path, a price or another number.</summary>
    private static bool Begins(ReadOnlySpan<char> text, int start) =>
        start == 0
        || !(char.IsLetterOrDigit(text[start - 1]) || NotBefore.Contains(text[start - 1]))
        && !(text[start - 1] is '.' or '-' or ',' or ':' && start > 1 && (text[start - 1] == ':' ? char.IsAsciiDigit(text[start - 2]) : char.IsLetterOrDigit(text[start - 2])));

    private static bool FollowsNumber(ReadOnlySpan<char> text, int start) =>
        start > 1 && text[start - 1] is ' ' && char.IsAsciiDigit(text[start - 2]);

    private static bool IsPhone(ReadOnlySpan<char> text, PhoneNumber number) =>
        !TextBoundary.WordAt(text, number.End) | PhoneNumber.EndOfExtension(text, number.End) > number.End
        && number.Digits is >= 7 and <= 15
        && (number.IsWrittenToBeDialled || (number.StandsAlone && number.MayBeDialled && Announced(text, number.Start)));

    /// <summary>Whether a word shortly before says that a phone number comes.</summary>
    private static bool Announced(ReadOnlySpan<char> text, int start)
    {
        var before = text[Math.Max(0, start - ContextUnits)..start];
        for (var at = before.IndexOfAny(Words); at >= 0;)
        {
            if (at == 0 || !char.IsLetter(before[at - 1]) || before[at] is 'p' or 'P')
                return true;
            before = before[(at + 1)..];
            at = before.IndexOfAny(Words);
        }

        return false;
    }
}
