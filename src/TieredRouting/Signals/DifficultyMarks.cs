using System.Buffers;
using System.Globalization;

namespace TieredRouting.Signals;

/// <summary>Counts the signs and numbers of a text.</summary>
internal static class DifficultyMarks
{
    private const int LongestNumber = 24;

    private static readonly SearchValues<char> Symbols = SearchValues.Create("+*/=^<>|~∑√π∃∀∈⊃∧∨≡≤≥→∂∫");

    public static void Count(ReadOnlySpan<char> text, Span<double> features)
    {
        var (capitals, digits, names) = (0, 0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (char.IsAsciiDigit(unit))
            {
                var length = NumberAt(text[at..]);
                AddNumber(text.Slice(at, length), features);
                digits += length;
                at += length - 1;
            }
            else if (char.IsUpper(unit))
            {
                capitals++;
                names += IsName(text, at) ? 1 : 0;
            }
            else if (!char.IsLetter(unit) && unit != ' ')
            {
                CountMark(text, at, features);
            }
        }

        features[(int)DifficultyFeature.Sentences] = Math.Max(1, features[(int)DifficultyFeature.Sentences]);
        features[(int)DifficultyFeature.Capitals] = Share(capitals, text.Length);
        features[(int)DifficultyFeature.Digits] = Share(digits, text.Length);
        features[(int)DifficultyFeature.Names] = Share(names, text.Length);
    }

    /// <summary>How far a number goes: digits, with commas and points between them.</summary>
    private static int NumberAt(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || (text[length] is ',' or '.' && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1]))))
            length++;
        return length;
    }

    private static void AddNumber(ReadOnlySpan<char> number, Span<double> features)
    {
        features[(int)DifficultyFeature.Numbers]++;
        features[(int)DifficultyFeature.Decimals] += number.Contains('.') ? 1 : 0;
        // What has more digits is an id, and no quantity.
        if (number.Length <= LongestNumber && double.TryParse(number, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            features[(int)DifficultyFeature.LargestNumber] = Math.Max(features[(int)DifficultyFeature.LargestNumber], value);
    }

    private static void CountMark(ReadOnlySpan<char> text, int at, Span<double> features)
    {
        var unit = text[at];
        if (unit is '.' or '!' or '?' or '。' or '？' or '！' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || unit > 0x7F))
            features[(int)DifficultyFeature.Sentences]++;
        if (KindOf(unit) is { } kind)
            features[(int)kind]++;
    }

    private static DifficultyFeature? KindOf(char unit) => unit switch
    {
        ',' or '、' or '，' => DifficultyFeature.Commas,
        '?' or '？' or '؟' => DifficultyFeature.Questions,
        '(' or '[' or '{' => DifficultyFeature.Brackets,
        '%' => DifficultyFeature.Percent,
        '$' or '€' or '£' or '¥' => DifficultyFeature.Currency,
        _ when Symbols.Contains(unit) => DifficultyFeature.Symbols,
        _ => null,
    };

    /// <summary>A capital within a sentence, with a small letter behind it.</summary>
    private static bool IsName(ReadOnlySpan<char> text, int at) =>
        at >= 2 && text[at - 1] == ' ' && (char.IsLower(text[at - 2]) || text[at - 2] == ',') && at + 1 < text.Length && char.IsLower(text[at + 1]);

    private static double Share(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}
