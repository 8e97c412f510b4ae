using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>
/// The currencies that are recognised. A bare dollar is the one of the United States; pounds are left out as a word, since they also weigh.
/// </summary>
internal static class Currencies
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.- ");

    private static readonly string[] Codes =
    [
        "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "ILS",
    ];

    /// <summary>The longest first. The yen's sign is also the yuan's, and stands for itself.</summary>
    private static readonly (string Name, string Currency)[] Names =
    [
        ("US$", "USD"), ("CA$", "CAD"), ("A$", "AUD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "¥"), ("₹", "INR"),
        ("dollars", "USD"), ("dollar", "USD"), ("euros", "EUR"), ("euro", "EUR"),
    ];

    /// <summary>Takes a code or sign from the beginning of a text; <see langword="null"/> if there is none.</summary>
    public static string? TakePrefix(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(Number);
        var currency = end > 0 ? Find(text[..end]) : null;
        if (currency is not null)
            text = text[end..].TrimStart(' ');
        return currency;
    }

    /// <summary>The currency that a text is the name of, or <see langword="null"/>.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        foreach (var code in Codes)
            if (text.SequenceEqual(code))
                return code;
        foreach (var (name, currency) in Names)
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
                return currency;
        return null;
    }
}
