namespace TieredRouting.Signals;

/// <summary>
/// Postal addresses by their plain forms, in one line: a number and a street ("12 Crown Street", "12 rue de Rivoli"), a street and a number ("Hauptstr. 5"), a part of a house beside another number
/// ("Apt. 9"), a state of the United States and its code, a British postcode, a code behind its name, and a number beside a word with a capital behind "lives at" and the like.
/// </summary>
internal sealed class AddressDetector() : NumberDetector(
    EvidenceKinds.Address,
    new DigitSigns { Length = length => length <= 2, Before = char.IsAsciiLetterUpper, Behind = IsSpace, SecondBehind = char.IsAsciiDigit },
    new DigitSigns { Length = length => length == 1, Before = char.IsAsciiLetterUpper, Behind = char.IsAsciiLetter, SecondBehind = IsSpace },
    new DigitSigns { Length = length => length <= LongestNumber, Before = IsSpace, SecondBefore = EndsWord, Behind = EndsHouse, WithLetter = true },
    new DigitSigns { Length = length => length <= LongestNumber, Before = BeginsHouse, Behind = IsSpace, SecondBehind = StreetWords.IsPart, WithLetter = true },
    new DigitSigns { Length = length => length <= LongestNumber, Before = BeginsHouse, Behind = char.IsAsciiLetter, WithLetter = true },
    new DigitSigns { Length = length => length is >= ShortestCode and <= LongestNumber, Before = BeginsHouse, Behind = EndsHouse, WithLetter = true })
{
    private const int ContextUnits = 64;
    private const int CodeUnits = 20;
    private const int MostWords = 5;
    private const int LongestNumber = 5;
    private const int ShortestCode = 4;

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        var (digit, end) = (group.Start, group.End);
        if (!(group.HasLetterWithin(ContextUnits) || StreetMayFollow(text, group)))
            return (0, -1, group.End);
        if (IsBare(text, group) && !trail.Streets.MayFollow(text, end, MostWords) && !IsNameAt(text, group, end))
            return (0, -1, group.End);
        if (digit > 0 && char.IsAsciiLetterUpper(text[digit - 1]))
            return Postcode(text, digit, free) is { End: > 0 } british ? (british.Start, british.End, british.End) : (0, -1, group.End);
        if (end < text.Length && char.IsAsciiLetter(text[end]) && ++end < text.Length && (TextBoundary.IsWord(text[end]) || !EndsHouse(text[end])))
            return (0, -1, group.End);
        if (IsDecimal(text, digit, end))
            return (0, -1, group.End);
        var (start, stop) = Around(text, group, end, free, ref trail);
        return (start, stop, Math.Max(stop, group.End));
    }

    /// <summary>Whether a letter or another number and a letter may come next: without a word before, only a street behind the number makes an address of it.</summary>
    private static bool StreetMayFollow(ReadOnlySpan<char> text, in DigitGroup group)
    {
        var end = group.End;
        var at = end < text.Length && char.IsAsciiLetter(text[end]) ? end + 1 : end;
        if (at + 1 >= text.Length || text[at] != ' ')
            return false;
        var second = group.EndOfDigits(text, at + 1);
        return second + 1 < text.Length && (char.IsLetter(text[second]) || (second > at + 1 && text[second] == ' ' && char.IsLetter(text[second + 1])));
    }

    /// <summary>Whether it is too short for a code and has no letter or word before and no letter behind it, as most numbers between others: only words further behind can make an address of it then.</summary>
    private static bool IsBare(ReadOnlySpan<char> text, in DigitGroup group)
    {
        if (group.Length >= ShortestCode || (group.End < text.Length && char.IsAsciiLetter(text[group.End])))
            return false;
        return group.Start == 0 || text[group.Start - 1] switch
        {
            ' ' or '#' => group.Start == 1 || !EndsWord(text[group.Start - 2]),
            var before => !char.IsAsciiLetterUpper(before),
        };
    }

    private static (int Start, int End) Around(ReadOnlySpan<char> text, in DigitGroup group, int end, int free, ref NumberTrail trail)
    {
        var digit = group.Start;
        var before = WordBefore(text, digit, free);
        var word = text[before];
        if (!word.IsEmpty && BelongsTo(text, before, digit, end))
            return (before.Start.Value, end);
        if (trail.Streets.MayFollow(text, end, MostWords) && EndOfStreet(text, end) is > 0 and var street)
            return (digit, street);
        if (end - digit >= ShortestCode && trail.Codes.MayLeadTo(text, digit, CodeUnits, StreetWords.Postcodes) && StreetWords.Postcodes.StandsIn(LineContext.Before(text, digit, CodeUnits)))
            return (digit, end);
        return IsAnnounced(text, group, end, word, ref trail) ? (digit, end) : (0, -1);
    }

    /// <summary>Whether the word before names a street, a state or a part of a house, whose number this is.</summary>
    private static bool BelongsTo(ReadOnlySpan<char> text, Range before, int digit, int end)
    {
        var word = text[before];
        return IsStreetWithNumber(text, word, before) || IsCode(text, word, digit, end) || (StreetWords.Units.Holds(word.TrimEnd('.')) && HasOtherNumber(text, before.Start.Value, end));
    }

    /// <summary>A sum, a time, a date or a share is none.</summary>
    private static bool BeginsHouse(char before) => !TextBoundary.IsWord(before) && before is not ('$' or '€' or '£' or '#' or '/' or ':' or '-' or '+' or '=' or '(');

    private static bool EndsHouse(char behind) => (char.IsAsciiLetter(behind) || !TextBoundary.IsWord(behind)) && behind is not ('%' or '/' or ':' or '€' or '$');

    /// <summary>What a word before may end with, or one more space or hash behind it.</summary>
    private static bool EndsWord(char second) => char.IsLetter(second) || second is '.' or ' ' or '#';

    private static bool IsSpace(char unit) => unit == ' ';

    private static bool IsDecimal(ReadOnlySpan<char> text, int start, int end) =>
        (start > 0 && text[start - 1] == '.' && !(start > 1 && char.IsLetter(text[start - 2])))
        || (start > 1 && text[start - 1] == ',' && char.IsAsciiDigit(text[start - 2]))
        || (end < text.Length && text[end] is '.' or ',' && TextBoundary.DigitAt(text, end + 1));

    /// <summary>"Hauptstraße 5", "Hauptstr. 5".</summary>
    private static bool IsStreetWithNumber(ReadOnlySpan<char> text, ReadOnlySpan<char> word, Range place) =>
        StreetWords.IsCompound(word) || (word is "str." or "Str." or "Straße" or "Strasse" or "straße" or "u." or "utca" && place.Start.Value > 1 && char.IsLetter(text[place.Start.Value - 2]));

    private static bool IsCode(ReadOnlySpan<char> text, ReadOnlySpan<char> word, int digit, int end) => end - digit == 5 && StreetWords.IsState(word);

    /// <summary>Where a street behind its number ends: words, and the last of them says that it is one.</summary>
    private static int EndOfStreet(ReadOnlySpan<char> text, int at)
    {
        var capitals = true;
        for (var words = 0; words < MostWords && at < text.Length && text[at] == ' '; words++)
        {
            var start = at + 1;
            at = StreetWords.EndOfWord(text, start);
            var word = text[start..at];
            if (word.IsEmpty)
                return -1;
            if (words == 0 && StreetWords.Leading.Holds(word) && NextIsName(text, at))
                return at;
            if (words > 0 && ((StreetWords.Plain.Holds(word) && (capitals || char.IsUpper(word[0]) || word.Length > 3)) || (capitals && char.IsUpper(word[0]) && StreetWords.Capital.Holds(word))))
                return at;
            capitals &= char.IsUpper(word[0]) || char.IsAsciiDigit(word[0]);
            if (!capitals && words > 1)
                return -1;
        }

        return -1;
    }

    private static bool NextIsName(ReadOnlySpan<char> text, int at)
    {
        for (var words = 0; words < 3 && at < text.Length && text[at] == ' '; words++)
        {
            if (at + 1 < text.Length && char.IsUpper(text[at + 1]))
                return true;
            at = StreetWords.EndOfWord(text, at + 1);
        }

        return false;
    }

    /// <summary>A number beside a word with a capital, behind words that announce an address.</summary>
    private static bool IsAnnounced(ReadOnlySpan<char> text, in DigitGroup group, int end, ReadOnlySpan<char> word, ref NumberTrail trail)
    {
        var hasName = (word.Length > 2 && char.IsUpper(word[0]) && !StreetWords.Months.Holds(word)) || IsNameAt(text, group, end);
        return hasName && trail.Names.LeadsTo(text, group.Start, ContextUnits, StreetWords.Announcing);
    }

    /// <summary>Whether a word with a capital follows, or another number and then one.</summary>
    private static bool IsNameAt(ReadOnlySpan<char> text, in DigitGroup group, int at)
    {
        var start = at < text.Length && text[at] == ' ' ? at + 1 : text.Length;
        var behind = group.EndOfDigits(text, start);
        if (behind > start)
            start = behind < text.Length && text[behind] == ' ' ? behind + 1 : text.Length;
        return start + 1 < text.Length && char.IsUpper(text[start]) && char.IsLower(text[start + 1]) && !StreetWords.Months.Holds(text[start..StreetWords.EndOfWord(text, start)]);
    }

    /// <summary>Whether the line, or the one above or below, holds another number.</summary>
    private static bool HasOtherNumber(ReadOnlySpan<char> text, int start, int end) =>
        text[Math.Max(0, start - ContextUnits)..start].ContainsAnyInRange('0', '9') || text.Slice(end, Math.Min(ContextUnits, text.Length - end)).ContainsAnyInRange('0', '9');

    /// <summary>The word that ends before a number, with a full stop or a hash between.</summary>
    private static Range WordBefore(ReadOnlySpan<char> text, int digit, int free)
    {
        var end = digit;
        while (end > free && digit - end < 2 && text[end - 1] is ' ' or '#')
            end--;
        var start = end;
        while (start > free && end - start < 32 && (char.IsLetter(text[start - 1]) || (start == end && text[start - 1] is '.')))
            start--;
        return end == digit ? digit..digit : start..end;
    }

    /// <summary>"SW1A 1AA": one or two letters, a digit, a letter or digit or none, a space, a digit and two letters.</summary>
    private static (int Start, int End) Postcode(ReadOnlySpan<char> text, int digit, int free)
    {
        var start = digit;
        while (start > free && digit - start < 3 && char.IsAsciiLetterUpper(text[start - 1]))
            start--;
        if (digit - start is not (1 or 2) || TextBoundary.WordBefore(text, start))
            return default;
        var at = digit + 1;
        if (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
            at++;
        var isOne = at + 3 < text.Length && text[at] == ' ' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiLetterUpper(text[at + 2]) && char.IsAsciiLetterUpper(text[at + 3]) && !TextBoundary.WordAt(text, at + 4);
        return isOne ? (start, at + 4) : default;
    }
}
