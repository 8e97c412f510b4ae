namespace TieredRouting.Gates;

/// <summary>What a character looks like, as the plain one it is read as: full width, mathematical, circled, accented, Cyrillic and Greek letters that look Latin, typographic signs and spaces.</summary>
internal static class LetterFolding
{
    /// <summary>The letters from U+00C0 to U+017F without what stands on and under them; a dot stands for itself.</summary>
    private const string Accented =
        "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y" +
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKk.LlLlLlLlLlNnNnNnnNnOoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    /// <summary>Cyrillic and Greek letters, each before the Latin one it looks like.</summary>
    private const string LookAlikes =
        "АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxѕsіiјjһhԁdԛqԝwЅSІIЈJӀlүyкkмmтtпnгrвbнh" +
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaεeιiκkνvοoρpτtυuχxηn";

    private static readonly char[] Table = MakeTable();

    /// <summary>The plain character. ASCII is plain.</summary>
    public static char Of(char unit) => unit < Table.Length ? Table[unit] : OfHigh(unit);

    /// <summary>The plain character of a pair, or zero where it has none.</summary>
    public static char Of(char high, char low) => (high, low) switch
    {
        ('\uD835', >= '\uDC00' and <= '\uDEA3') => Letter((low - '\uDC00') % 52),
        ('\uD835', >= '\uDFCE' and <= '\uDFFF') => (char)('0' + (low - '\uDFCE') % 10),
        ('\uD83C', >= '\uDD10' and <= '\uDD29') => (char)('a' + low - '\uDD10'),
        ('\uD83C', >= '\uDD30' and <= '\uDD49') => (char)('A' + low - '\uDD30'),
        ('\uD83C', >= '\uDD50' and <= '\uDD69') => (char)('A' + low - '\uDD50'),
        ('\uD83C', >= '\uDD70' and <= '\uDD89') => (char)('A' + low - '\uDD70'),
        _ => '\0',
    };

    /// <summary>The letters of a ligature, or nothing.</summary>
    public static string Ligature(char unit) => unit switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        '\uFB05' or '\uFB06' => "st",
        _ => string.Empty,
    };

    private static char Letter(int index) => (char)(index < 26 ? 'A' + index : 'a' + index - 26);

    private static char OfHigh(char unit) => unit switch
    {
        >= '\u2000' and <= '\u200A' or '\u202F' or '\u205F' or '\u3000' => ' ',
        >= '\u2010' and <= '\u2015' or '\u2212' or '\uFE58' or '\uFE63' => '-',
        '\u2018' or '\u2019' or '\u201B' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201F' or '\u2033' => '"',
        '\u2024' or '\uFE52' => '.',
        >= '\u24B6' and <= '\u24CF' => (char)('A' + unit - '\u24B6'),
        >= '\u24D0' and <= '\u24E9' => (char)('a' + unit - '\u24D0'),
        >= '\uFF01' and <= '\uFF5E' => (char)(unit - '\uFEE0'),
        _ => unit,
    };

    private static char[] MakeTable()
    {
        var table = new char[0x0530];
        for (var unit = 0; unit < table.Length; unit++)
            table[unit] = (char)unit;
        for (var i = 0; i < Accented.Length; i++)
            table[0xC0 + i] = Accented[i] == '.' ? (char)(0xC0 + i) : Accented[i];
        for (var i = 0; i < LookAlikes.Length; i += 2)
            table[LookAlikes[i]] = LookAlikes[i + 1];
        (table[0xA0], table[0x02BC], table[0xB4]) = (' ', '\'', '\'');
        return table;
    }
}
