using System.Globalization;
using System.Text;

namespace TieredRouting.Signals;

/// <summary>What characters beyond ASCII look like, or count as, to a reader.</summary>
internal static class PlainUnits
{
    /// <summary>Stands for what cannot be seen.</summary>
    public const char Unseen = '\0';

    private const int FirstTag = 0xE0020, LastTag = 0xE007E;
    private const int FirstMathematicalLetter = 0x1D400, LastMathematicalLetter = 0x1D6A3, FirstMathematicalDigit = 0x1D7CE, LastMathematicalDigit = 0x1D7FF;
    private const int Alphabet = 26;

    /// <summary>The letters from U+00C0 to U+017F without what is written above and below them; signs stay.</summary>
    private const string Latin =
        "AAAAAAACEEEEIIIIDNOOOOO\u00D7OUUUUY\u00DEsaaaaaaaceeeeiiiidnooooo\u00F7ouuuuy\u00FEy" +
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    /// <summary>Pairs: a letter of another script or a letter for another use, and what it looks like.</summary>
    private const string LookAlikes =
        "аaеeоoрpсcуyхxіiјjѕsԁdһhӏlԛqԝwАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSУYԌGԚQԜW" +
        "αaοoνvρpιiκkτtυuχxγyΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX" +
        "ɑaɡgıiɩiᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz" +
        "ℂCℊgℋHℌHℍHℎhℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℬBℭCℯeℰEℱFℳMℴoℹiⅰiⅴvⅹxⅼlⅽcⅾdⅿm" +
        "‘'’'‚'‛'“\"”\"„\"«\"»\"‐-‑-‒-–-—-―-−-﹣-․.。.﹒.﹫@∶:꞉:⁄/∕/";

    private static readonly char[] Table = Build();

    /// <summary>The ASCII that a unit stands for, <see cref="Unseen"/>, or the unit.</summary>
    public static char Of(char unit) => Table[unit];

    /// <summary>The ASCII that a character of two units stands for, <see cref="Unseen"/>, or nothing where it stands for itself.</summary>
    public static char? Of(Rune rune) => rune.Value switch
    {
        // Tags spell ASCII that nobody sees and a model reads.
        >= FirstTag and <= LastTag => (char)(rune.Value - FirstTag + ' '),
        >= FirstMathematicalLetter and <= LastMathematicalLetter => Letter(rune.Value - FirstMathematicalLetter),
        >= FirstMathematicalDigit and <= LastMathematicalDigit => (char)('0' + (rune.Value - FirstMathematicalDigit) % 10),
        >= 0x1F130 and <= 0x1F149 => (char)('A' + rune.Value - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('A' + rune.Value - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('A' + rune.Value - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('A' + rune.Value - 0x1F1E6),
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark ? Unseen : null,
    };

    /// <summary>Alphabets follow each other, large and small in turn.</summary>
    private static char Letter(int place) => (char)((place / Alphabet % 2 == 0 ? 'A' : 'a') + place % Alphabet);

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var unit = 0; unit < table.Length; unit++)
            table[unit] = unit < 0x80 ? (char)unit : ByCategory((char)unit);
        Latin.CopyTo(table.AsSpan(0xC0));
        for (var i = 0; i < LookAlikes.Length; i += 2)
            table[LookAlikes[i]] = LookAlikes[i + 1];
        for (var i = 0; i < Alphabet; i++)
            (table[0x24B6 + i], table[0x24D0 + i]) = ((char)('A' + i), (char)('a' + i));
        for (var unit = '\uFF01'; unit <= '\uFF5E'; unit++)
            table[unit] = (char)(unit - 0xFEE0);
        return table;
    }

    private static char ByCategory(char unit) => char.GetUnicodeCategory(unit) switch
    {
        UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Unseen,
        UnicodeCategory.SpaceSeparator => ' ',
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\n',
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(unit)),
        _ => unit,
    };
}
