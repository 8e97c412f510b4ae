namespace TieredRouting.Signals;

/// <summary>
/// Numbers that a state gives a person, with the checks they carry: social security and taxpayer's numbers of the United States, national insurance and health service numbers of the
/// United Kingdom, and those of Brazil, France, Germany, Italy, Spain and Switzerland. What a phone number or an article could look like as well counts only behind the number's name in the
/// same line.
/// </summary>
internal sealed class NationalIdDetector() : NumberDetector(EvidenceKinds.NationalId, new DigitSigns { Length = length => length >= LongestWithLetter, Behind = IdNumber.MayGoOn })
{
    private const int ContextUnits = 48;
    private const int ItalianLetters = 6;
    private const int LongestWithLetter = 9;

    private static readonly WordSet SocialSecurity = new("ssn", "social security", "social", "itin", "taxpayer", "tin", "tax id");
    private static readonly WordSet NationalInsurance = new("nino", "ni", "national insurance", "insurance");
    private static readonly WordSet HealthService = new("nhs", "health service", "patient");
    private static readonly WordSet GermanTax = new("steuer-id", "steueridentifikationsnummer", "steuer", "idnr", "tin", "tax id", "steuernummer");

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref WordTrail trail)
    {
        var start = MayBegin(text, group) ? StartOf(text, group.Start, free) : -1;
        var end = start < 0 ? -1 : EndOf(text, start, group.Start - start, group.HasLetterWithin(ContextUnits));
        return (start, end, Math.Max(end, group.End));
    }

    /// <summary>Without a word before, only numbers count that show by themselves what they are: those begin with three, eight or more digits, or as France's and Switzerland's do.</summary>
    private static bool MayBegin(ReadOnlySpan<char> text, in DigitGroup group) =>
        group.Length is 3 or >= 8 || group.HasLetterWithin(ContextUnits) || (text[group.Start] is '1' or '2' && BeginsAsFrench(text, group));

    /// <summary>A digit for the sex and two for the year.</summary>
    private static bool BeginsAsFrench(ReadOnlySpan<char> text, in DigitGroup group) =>
        group.Length == 1 && group.End + 1 < text.Length && TextBoundary.EndOfDigits(text, group.End + 1) == group.End + 3;

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

    private static int EndOf(ReadOnlySpan<char> text, int start, int leading, bool mayBeCalled)
    {
        var number = new IdNumber(text, start);
        var end = -1;
        for (var goesOn = true; goesOn && number.ReadGroup(); goesOn = GoesOn(number, leading, mayBeCalled))
        {
            if (MayBeId(text[start], number, mayBeCalled) && IsId(text, start, number))
                end = number.End;
        }

        return end;
    }

    /// <summary>Whether some number has more groups: a letter is the last of all numbers but Italy's, which begins with six; and what no word announces has few shapes.</summary>
    private static bool GoesOn(in IdNumber number, int leading, bool mayBeCalled)
    {
        if (leading >= ItalianLetters)
            return true;
        if (number.Letters > leading || (leading > 0 && number.Length >= LongestWithLetter))
            return false;
        return leading > 0 || mayBeCalled || BeginsKnown(number.Shape);
    }

    /// <summary>How the numbers of the United States, Brazil, Switzerland, Spain and France begin in groups.</summary>
    private static bool BeginsKnown(long shape) =>
        shape is 0x3 or 0x32 or 0x33 or 0x333 or 0x34 or 0x344 or 0x8 or 0xD or 0x1 or 0x12 or 0x122 or 0x1222 or 0x12223 or 0x122233;

    /// <summary>What length and first character alone say, before any check.</summary>
    private static bool MayBeId(char first, in IdNumber number, bool mayBeCalled) => number.Length switch
    {
        9 => number.Letters > 0 || number.Shape is 0x324 || (number.Shape is 0x9 && mayBeCalled),
        10 => number.Letters == 0 && mayBeCalled,
        11 => number.Letters == 0 && (mayBeCalled || number.Shape == 0x3332),
        13 => number.Letters == 0 && first == '7',
        15 => number.Letters == 0 && first is '1' or '2',
        16 => char.IsAsciiLetter(first),
        _ => false,
    };

    private static bool IsId(ReadOnlySpan<char> text, int start, in IdNumber number)
    {
        var id = number.Compact(stackalloc char[IdNumber.Longest]);
        return id.Length switch
        {
            9 => IsOfNine(text, start, id, number),
            10 => IdChecks.AllDigits(id) && IdChecks.IsHealthService(id) && IsCalled(text, start, HealthService),
            11 => IdChecks.AllDigits(id) && ((number.Shape == 0x3332 && IdChecks.IsBrazilian(id)) || (IdChecks.IsGerman(id) && IsCalled(text, start, GermanTax))),
            13 => IdChecks.AllDigits(id) && IdChecks.IsSwiss(id),
            15 => IdChecks.AllDigits(id) && IdChecks.IsFrench(id),
            16 => IdChecks.IsItalian(id),
            _ => false,
        };
    }

    private static bool IsOfNine(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> id, in IdNumber number)
    {
        if (IdChecks.AllDigits(id))
            return IdChecks.IsSocialSecurity(id) && ((number.Shape == 0x324 && number.Separator == '-') || (number.Shape is 0x324 or 0x9 && IsCalled(text, start, SocialSecurity)));
        return (IdChecks.IsNationalInsurance(id) && (number.Shape is 0x22221 or 0x261 || IsCalled(text, start, NationalInsurance)))
            || (IdChecks.IsSpanish(id) && number.Shape is 0x9 or 0x81);
    }

    private static bool IsCalled(ReadOnlySpan<char> text, int start, WordSet names) => names.StandsIn(LineContext.Before(text, start, ContextUnits));
}
