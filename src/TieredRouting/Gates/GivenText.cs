using System.Text;
using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>What a request gave, as one run of letters and digits, in which the same number or address is found however it is written. Read when it is first asked for; two that read it at once read the same.</summary>
internal sealed class GivenText(SignalRequest request)
{
    /// <summary>A number that ends in so many of the same digits is the same number, with or without its country.</summary>
    private const int SameDigits = 9;

    private string? _text;

    private string Text => _text ??= Bare(string.Join('\n', RequestGiven.All(request)));

    public bool Holds(ReadOnlySpan<char> value)
    {
        var bare = Bare(value);
        return bare.Length > 0 && (Text.Contains(bare, StringComparison.Ordinal)
            || (bare.Length > SameDigits && bare.All(char.IsAsciiDigit) && Text.Contains(bare[^SameDigits..], StringComparison.Ordinal)));
    }

    private static string Bare(ReadOnlySpan<char> text)
    {
        using var plain = SeenText.Of(text);
        var bare = new StringBuilder(plain.Text.Length);
        foreach (var unit in plain.Text)
        {
            if (char.IsLetterOrDigit(unit))
                bare.Append(char.ToLowerInvariant(unit));
        }

        return bare.ToString();
    }
}
