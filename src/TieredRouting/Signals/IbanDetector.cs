namespace TieredRouting.Signals;

/// <summary>
/// Account numbers: two letters of a country that has them, two digits, the country's length, and a remainder of 1 by 97.
/// A hyphen, a dot, a line's end or up to two spaces may stand between the characters.
/// </summary>
internal sealed class IbanDetector() : NumberDetector(EvidenceKinds.Iban, new DigitSigns { Before = char.IsAsciiLetter, SecondBefore = char.IsAsciiLetter })
{
    /// <summary>Countries and their lengths, as the registry of ISO 13616 gives them.</summary>
    private const string Registry =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28" +
        "HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29" +
        "PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static readonly byte[] Lengths = ReadRegistry();

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        // The two letters of the country stand right before the first digit.
        var start = group.Start - 2;
        var end = start >= free && LengthAt(text, start) is > 0 and var length ? EndOf(text, start, length) : -1;
        return (start, end, end > 0 ? end : group.End);
    }

    private static int LengthAt(ReadOnlySpan<char> text, int start) =>
        TextBoundary.WordBefore(text, start) ? 0 : Lengths[Place(text[start], text[start + 1])];

    /// <summary>Where the number ends, or -1 if there is none.</summary>
    private static int EndOf(ReadOnlySpan<char> text, int start, int length)
    {
        Span<char> compact = stackalloc char[34];
        var (count, at) = (0, start);
        while (at < text.Length && count < length)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
                compact[count++] = text[at++];
            else if (LengthOfSeparator(text[at..]) is > 0 and var separator)
                at += separator;
            else
                return -1;
        }

        if (count < length || !char.IsAsciiDigit(compact[3]) || TextBoundary.WordAt(text, at))
            return -1;
        // The check is made with country and check digits moved to the end.
        return Remainder(compact[..4], Remainder(compact[4..length], 0)) == 1 ? at : -1;
    }

    /// <summary>How many units stand between two characters of one number, or 0 where no number goes on.</summary>
    private static int LengthOfSeparator(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < 2 && length < text.Length && (TextBoundary.IsSpace(text[length]) || text[length] is '\r'))
            length++;
        if (length < text.Length && text[length] == '\n' || length == 0 && (TextBoundary.IsHyphen(text[0]) || text[0] == '.'))
            length++;
        return length < text.Length && char.IsAsciiLetterOrDigit(text[length]) ? length : 0;
    }

    private static int Remainder(ReadOnlySpan<char> characters, int remainder)
    {
        foreach (var unit in characters)
        {
            remainder = char.IsAsciiDigit(unit)
                ? (remainder * 10 + unit - '0') % 97
                : (remainder * 100 + (unit | 0x20) - 'a' + 10) % 97;
        }

        return remainder;
    }

    private static byte[] ReadRegistry()
    {
        var lengths = new byte[26 * 26];
        for (var i = 0; i < Registry.Length; i += 4)
            lengths[Place(Registry[i], Registry[i + 1])] = (byte)((Registry[i + 2] - '0') * 10 + Registry[i + 3] - '0');
        return lengths;
    }

    private static int Place(char first, char second) => ((first | 0x20) - 'a') * 26 + (second | 0x20) - 'a';
}
