using System.Collections.Frozen;

namespace TieredRouting.Gates;

/// <summary>Currencies by their signs, codes and names.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["euro"] = "EUR", ["euros"] = "EUR", ["dollar"] = "USD", ["dollars"] = "USD", ["bucks"] = "USD", ["dolares"] = "USD", ["sterling"] = "GBP", ["quid"] = "GBP",
        ["franken"] = "CHF", ["francs"] = "CHF", ["sfr"] = "CHF", ["fr"] = "CHF", ["yen"] = "JPY", ["rupees"] = "INR", ["zloty"] = "PLN", ["kronor"] = "SEK", ["kroner"] = "DKK", ["pesos"] = "MXN", ["reais"] = "BRL",
        ["kr"] = "SEK", ["yuan"] = "CNY", ["renminbi"] = "CNY",
        ["eur"] = "EUR", ["usd"] = "USD", ["gbp"] = "GBP", ["chf"] = "CHF", ["jpy"] = "JPY", ["inr"] = "INR", ["pln"] = "PLN", ["sek"] = "SEK", ["nok"] = "NOK", ["dkk"] = "DKK", ["czk"] = "CZK",
        ["cny"] = "CNY", ["cad"] = "CAD", ["aud"] = "AUD", ["nzd"] = "NZD", ["mxn"] = "MXN", ["brl"] = "BRL", ["zar"] = "ZAR", ["sgd"] = "SGD", ["hkd"] = "HKD", ["try"] = "TRY", ["huf"] = "HUF", ["ron"] = "RON", ["krw"] = "KRW", ["aed"] = "AED", ["ils"] = "ILS",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The currency right before a number, and where it begins.</summary>
    public static string? Before(ReadOnlySpan<char> text, int at, out int start)
    {
        start = at;
        var before = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
        if (before > 0 && OfSign(text[before - 1]) is { } sign)
        {
            start = before - 1;
            return sign;
        }

        if (!Words.Previous(text, at, out var first, out var last) || at - last > 1 || !ByName.TryGetValue(text[first..last], out var currency))
            return null;
        start = first;
        return currency;
    }

    /// <summary>The currency right behind a number.</summary>
    public static string? Behind(ReadOnlySpan<char> text, int at)
    {
        var behind = at < text.Length && text[at] is ' ' or '-' ? at + 1 : at;
        if (behind < text.Length && OfSign(text[behind]) is { } sign)
            return sign;
        return Words.Next(text, at, out var first, out var last) && first - at <= 2 && ByName.TryGetValue(text[first..last], out var currency) ? currency : null;
    }

    private static string? OfSign(char sign) => sign switch
    {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' => "JPY",
        '₹' => "INR",
        '₩' => "KRW",
        '₺' => "TRY",
        '₪' => "ILS",
        '₽' => "RUB",
        _ => null,
    };
}
