using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>Reads a text that is nothing but a number with a currency, a unit or one other word.</summary>
internal static class QuantityText
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    public static bool TryRead(ReadOnlySpan<char> text, out Quantity quantity)
    {
        quantity = default;
        var rest = TakeSign(text, out var negative);
        var currency = Currencies.TakePrefix(ref rest);
        if (!negative && currency is not null)
            rest = TakeSign(rest, out negative);

        var end = rest.IndexOfAnyExcept(NumeralText.Characters);
        var numeral = rest[..(rest[..(end < 0 ? rest.Length : end)].LastIndexOfAny(Digits) + 1)];
        return NumeralText.TryRead(numeral, negative, out var number) && TryReadUnit(rest[numeral.Length..].Trim(' '), number, currency, out quantity);
    }

    private static ReadOnlySpan<char> TakeSign(ReadOnlySpan<char> text, out bool negative)
    {
        negative = text.StartsWith('-');
        return negative ? text[1..] : text;
    }

    private static bool TryReadUnit(ReadOnlySpan<char> word, ExactNumber number, string? currency, out Quantity quantity)
    {
        quantity = default;
        if (number.Times(TakeScale(ref word)) is not { } value)
            return false;

        var suffix = Currencies.Find(word);
        quantity = (currency ?? suffix) is { } money ? new Quantity(value, money, IsMoney: true) : Units.Measure(value, word);
        return word.IsEmpty || (currency is null ? suffix is not null || Units.IsWord(word) : suffix == currency);
    }

    /// <summary>The English words; k, M and bn mean too many things.</summary>
    private static long TakeScale(ref ReadOnlySpan<char> text)
    {
        foreach (var (name, factor) in (ReadOnlySpan<(string, long)>)[("thousand", 1_000), ("million", 1_000_000), ("billion", 1_000_000_000)])
            if (Phrases.StartsWithAny(text, [name]))
            {
                text = text[name.Length..].TrimStart(' ');
                return factor;
            }

        return 1;
    }
}
