namespace TieredRouting.Gates;

/// <summary>Words by which a percentage is one that is taken off a price.</summary>
internal static class Reductions
{
    private static readonly string[] Percent = ["percent", "pct", "prozent", "pourcent", "porciento", "per", "pour", "por"];
    private static readonly string[] Taken =
    [
        "off", "discount", "discounts", "discounted", "reduction", "rebate", "cheaper", "less", "save", "saves", "saving", "savings", "cashback",
        "rabatt", "nachlass", "preisnachlass", "ermassigung", "gunstiger", "skonto", "remise", "reduction", "reductions", "rabais", "descuento", "rebaja", "sconto", "korting",
    ];

    public static bool IsPercent(ReadOnlySpan<char> word) => IsIn(Percent, word);

    public static bool IsOne(ReadOnlySpan<char> word) => IsIn(Taken, word);

    private static bool IsIn(string[] words, ReadOnlySpan<char> word)
    {
        foreach (var one in words)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
