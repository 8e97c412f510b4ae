namespace TieredRouting.Signals;

/// <summary>
/// Numbers that a state gives a person, with the checks they carry: social security and taxpayer's numbers of the United States, national insurance and health service numbers of the
/// United Kingdom, and those of Brazil, France, Germany, Italy, Spain and Switzerland. What a phone number or an article could look like as well counts only behind the number's name in the
/// same line.
/// </summary>
internal sealed class NationalIdDetector() : NumberDetector(
    EvidenceKinds.NationalId,
    new DigitSigns { Length = length => length >= LongestWithLetter, Before = Begins },
    new DigitSigns { Length = length => length == LongestWithLetter - 1, Before = Begins, Behind = char.IsAsciiLetter },
    new DigitSigns { Before = Begins, Behind = IdNumber.IsSeparator, SecondBehind = char.IsAsciiLetterOrDigit, LeastDigits = LettersDigits },
    new DigitSigns { Length = length => length == LettersDigits, Before = TextBoundary.IsSpace, SecondBefore = char.IsAsciiLetterUpper, Behind = char.IsAsciiLetter },
    new DigitSigns { Length = length => length <= LettersDigits, Before = char.IsAsciiLetter, SecondBefore = char.IsAsciiLetter },
    new DigitSigns { Length = length => length == LetterDigits, Before = char.IsAsciiLetter })
{
    private const int ContextUnits = 48;
    private const int ItalianLetters = 6;

    /// <summary>Two letters of the United Kingdom's and the space behind them.</summary>
    private const int LettersApart = 3;
    private const int LongestWithLetter = 9;

    /// <summary>How many digits follow two letters or more, at most.</summary>
    private const int LettersDigits = 6;

    /// <summary>How many digits follow a single letter.</summary>
    private const int LetterDigits = 7;

    private static readonly WordSet SocialSecurity = new("ssn", "social security", "social", "itin", "taxpayer", "tin", "tax id");
    private static readonly WordSet NationalInsurance = new("nino", "ni", "national insurance", "insurance");
    private static readonly WordSet HealthService = new("nhs", "health service", "patient");
    private static readonly WordSet GermanTax = new("steuer-id", "steueridentifikationsnummer", "steuer", "idnr", "tin", "tax id", "steuernummer");

    private static readonly WordSet Names = WordSet.AnyOf(SocialSecurity, NationalInsurance, HealthService, GermanTax);

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        var inWords = group.HasLetterWithin(ContextUnits);
        if (!inWords && !ShowsItself(text, group, leading: 0))
            return (0, -1, group.End);
        var start = StartOf(text, group.Start, free);
        if (start < 0)
            return (0, -1, group.End);
        var mayBeCalled = inWords && trail.Names.MayLeadTo(text, group.Start, ContextUnits + ItalianLetters, Names);
        var hasAnyShape = mayBeCalled || (inWords && BeginsLong(text[group.Start]));
        var end = hasAnyShape || ShowsItself(text, group, group.Start - start) ? EndOf(text, start, group, mayBeCalled, hasAnyShape, stackalloc char[IdNumber.Longest]) : -1;
        return (start, end, Math.Max(end, group.End));
    }

    /// <summary>Without a word before, only numbers count that show by themselves what they are, by the letters in front and the first group.</summary>
    private static bool ShowsItself(ReadOnlySpan<char> text, in DigitGroup group, int leading) => leading switch
    {
        0 => group.Length is 3 or 8 or 13 or 15 || (text[group.Start] is '1' or '2' && BeginsAsFrench(text, group)),
        1 => group.Length is LetterDigits,
        LettersApart => group.Length is 2 or LettersDigits,
        _ => leading >= ItalianLetters,
    };

    /// <summary>As France's and Switzerland's do, which are too long to be by chance: within words, their groups may be any.</summary>
    private static bool BeginsLong(char first) => first is '1' or '2' or '7';

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
            start -= LettersApart;
        return (start > 0 && !Begins(text[start - 1])) || (start > 1 && text[start - 1] == '-' && char.IsAsciiDigit(text[start - 2])) ? -1 : start;
    }

    /// <summary>Whether a number may begin behind this unit: not within a word, a path or a price.</summary>
    private static bool Begins(char before) => !TextBoundary.IsWord(before) && before is not ('.' or '/' or '$' or '€' or '£' or '#');

    private static int EndOf(ReadOnlySpan<char> text, int start, in DigitGroup group, bool mayBeCalled, bool hasAnyShape, Span<char> compact)
    {
        var leading = group.Start - start;
        var number = new IdNumber(text, start, compact);
        var end = -1;
        for (var goesOn = true; goesOn && number.ReadGroup(); goesOn = GoesOn(number, leading, hasAnyShape))
        {
            if (MayBeId(text[start], number, mayBeCalled) && IsId(text, start, number))
                end = number.End;
        }

        return end;
    }

    /// <summary>Whether some number has more groups: a letter is the last of all numbers but Italy's, which begins with six; and what no word announces has few shapes.</summary>
    private static bool GoesOn(in IdNumber number, int leading, bool hasAnyShape)
    {
        if (leading >= ItalianLetters)
            return true;
        if (number.Letters > leading || (leading > 0 && number.Length >= LongestWithLetter))
            return false;
        return leading > 0 || hasAnyShape || BeginsKnown(number.Shape);
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
        var id = number.Compact;
        return id.Length switch
        {
            9 => IsOfNine(text, start, number),
            10 => IdChecks.IsHealthService(id) && IsCalled(text, start, HealthService),
            11 => (number.Shape == 0x3332 && IdChecks.IsBrazilian(id)) || (IdChecks.IsGerman(id) && IsCalled(text, start, GermanTax)),
            13 => IdChecks.IsSwiss(id),
            15 => IdChecks.IsFrench(id),
            16 => IdChecks.IsItalian(id),
            _ => false,
        };
    }

    private static bool IsOfNine(ReadOnlySpan<char> text, int start, in IdNumber number)
    {
        var id = number.Compact;
        if (number.Letters == 0)
            return IdChecks.IsSocialSecurity(id) && ((number.Shape == 0x324 && number.Separator == '-') || (number.Shape is 0x324 or 0x9 && IsCalled(text, start, SocialSecurity)));
        return (IdChecks.IsNationalInsurance(id) && (number.Shape is 0x22221 or 0x261 || IsCalled(text, start, NationalInsurance)))
            || (IdChecks.IsSpanish(id) && number.Shape is 0x9 or 0x81);
    }

    private static bool IsCalled(ReadOnlySpan<char> text, int start, WordSet names) => names.StandsIn(LineContext.Before(text, start, ContextUnits));
}
