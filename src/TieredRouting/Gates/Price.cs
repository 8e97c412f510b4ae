using System.Globalization;

namespace TieredRouting.Gates;

/// <summary>A sum of money in a plain text, or a reduction in percent.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Currency">Its currency, as an ISO 4217 code; <c>%</c> of a reduction.</param>
/// <param name="Value">How much.</param>
internal readonly record struct Price(int Start, string Currency, decimal Value)
{
    private const string Percent = "%";
    private const int ReductionReach = 4;

    /// <summary>Finds the next one from a place on, and moves the place behind its digits.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, ref int at, out Price price)
    {
        while (at < text.Length && text[at..].IndexOfAnyInRange('0', '9') is >= 0 and var next)
        {
            var start = at + next;
            at = EndOfNumber(text, start);
            if (Words.BeginsAt(text, start) && TryRead(text, start, at, out price))
                return true;
        }

        (at, price) = (text.Length, default);
        return false;
    }

    private static bool TryRead(ReadOnlySpan<char> text, int start, int end, out Price price)
    {
        price = default;
        var value = Numerals.ValueOf(text[start..end]);
        var behind = end;
        if (Words.Next(text, end, out var word, out var wordEnd) && word - end <= 1 && Numerals.MultiplierOf(text[word..wordEnd]) is > 1 and var times)
            (value, behind) = (value <= decimal.MaxValue / times ? value * times : value, wordEnd);
        var first = start;
        var currency = Currencies.Before(text, start, out first) ?? Currencies.Behind(text, behind);
        if (currency is null && IsReduction(text, start, behind))
            currency = Percent;
        if (currency is null)
            return false;
        price = new Price(first, currency, value);
        return true;
    }

    /// <summary>Digits, and groups of three behind single spaces.</summary>
    private static int EndOfNumber(ReadOnlySpan<char> text, int start)
    {
        var end = Words.EndOf(text, start);
        while (end - start <= Words.Longest && end + 3 < text.Length && text[end] == ' ' && char.IsAsciiDigit(text[end + 1]) && Words.EndOf(text, end + 1) == end + 4)
            end += 4;
        return end;
    }

    /// <summary>A percentage is a price only where it is one that is taken off.</summary>
    private static bool IsReduction(ReadOnlySpan<char> text, int start, int end)
    {
        var behind = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (behind < text.Length && text[behind] == '%')
            end = behind + 1;
        else if (!Words.Next(text, end, out var word, out end) || !Reductions.IsPercent(text[word..end]))
            return false;
        return SaysReduction(text, start, end);
    }

    private static bool SaysReduction(ReadOnlySpan<char> text, int start, int end)
    {
        for (var words = 0; words < ReductionReach && Words.Next(text, end, out var word, out end); words++)
        {
            if (Reductions.IsOne(text[word..end]))
                return true;
        }

        for (var words = 0; words < ReductionReach && Words.Previous(text, start, out start, out var last); words++)
        {
            if (Reductions.IsOne(text[start..last]))
                return true;
        }

        return false;
    }
}
