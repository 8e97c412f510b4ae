namespace TieredRouting.Signals;

/// <summary>
/// Numbers that a state gives a person, with the checks they carry: social security and taxpayer's numbers of the United States, national insurance and health service numbers of the
/// United Kingdom, and those of Brazil, France, Germany, Italy, Spain and Switzerland. What a phone number or an article could look like as well counts only behind the number's name in the
/// same line.
/// </summary>
internal sealed class NationalIdDetector() : NumberDetector(EvidenceKinds.NationalId)
{
    private const int Longest = 18;
    private const int ContextUnits = 48;

    private static readonly WordSet SocialSecurity = new("ssn", "social security", "social", "itin", "taxpayer", "tin", "tax id");
    private static readonly WordSet NationalInsurance = new("nino", "ni", "national insurance", "insurance");
    private static readonly WordSet HealthService = new("nhs", "health service", "patient");
    private static readonly WordSet GermanTax = new("steuer-id", "steueridentifikationsnummer", "steuer", "idnr", "tin", "tax id", "steuernummer");

    protected override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, int digit, int free)
    {
        var next = TextBoundary.EndOfDigits(text, digit);
        var start = StartOf(text, digit, free);
        var end = start < 0 ? -1 : EndOf(text, start);
        return (start, end, Math.Max(end, next));
    }

    /// <summary>Where the letters in front begin, with two that stand apart; -1 where something else goes on there.</summary>
    private static int StartOf(ReadOnlySpan<char> text, int digit, int free)
    {
        var start = digit;
        while (start > free && digit - start < 6 && char.IsAsciiLetter(text[start - 1]))
            start--;
        if (start == digit && start - 3 >= free && TextBoundary.IsSpace(text[start - 1]) && char.IsAsciiLetterUpper(text[start - 2]) && char.IsAsciiLetterUpper(text[start - 3]) && !TextBoundary.WordBefore(text, start - 3))
            start -= 3;
        return TextBoundary.WordBefore(text, start) || (start > 0 && text[start - 1] is '.' or '/' or '$' or '€' or '£' or '#') || (start > 1 && text[start - 1] == '-' && char.IsAsciiDigit(text[start - 2])) ? -1 : start;
    }

    private static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var number = new IdNumber(text, start, stackalloc char[Longest]);
        var end = -1;
        while (number.ReadGroup())
        {
            if (IsId(text, start, number))
                end = number.End;
        }

        return end;
    }

    private static bool IsId(ReadOnlySpan<char> text, int start, in IdNumber number)
    {
        var id = number.Compact;
        return id.Length switch
        {
            9 => IsOfNine(text, start, number),
            10 => IdChecks.AllDigits(id) && IdChecks.IsHealthService(id) && IsCalled(text, start, HealthService),
            11 => IdChecks.AllDigits(id) && ((number.Shape == 0x3332 && IdChecks.IsBrazilian(id)) || (IdChecks.IsGerman(id) && IsCalled(text, start, GermanTax))),
            13 => IdChecks.AllDigits(id) && IdChecks.IsSwiss(id),
            15 => IdChecks.AllDigits(id) && IdChecks.IsFrench(id),
            16 => IdChecks.IsItalian(id),
            _ => false,
        };
    }

    private static bool IsOfNine(ReadOnlySpan<char> text, int start, in IdNumber number)
    {
        var id = number.Compact;
        if (IdChecks.AllDigits(id))
            return IdChecks.IsSocialSecurity(id) && ((number.Shape == 0x324 && number.Separator == '-') || (number.Shape is 0x324 or 0x9 && IsCalled(text, start, SocialSecurity)));
        return (IdChecks.IsNationalInsurance(id) && (number.Shape is 0x22221 or 0x261 || IsCalled(text, start, NationalInsurance)))
            || (IdChecks.IsSpanish(id) && number.Shape is 0x9 or 0x81);
    }

    private static bool IsCalled(ReadOnlySpan<char> text, int start, WordSet names) => names.StandsIn(LineContext.Before(text, start, ContextUnits));
}
