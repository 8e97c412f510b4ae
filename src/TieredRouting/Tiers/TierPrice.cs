namespace TieredRouting;

/// <summary>What an endpoint charges, per million tokens, in the ladder's currency.</summary>
/// <param name="Input">The price of a million input tokens; zero or more.</param>
/// <param name="Output">The price of a million output tokens; zero or more.</param>
/// <param name="CachedInput">The price of a million cached input tokens, or <see langword="null"/> (the default) where they cost the same as others.</param>
public sealed record TierPrice(decimal Input, decimal Output, decimal? CachedInput = null)
{
    private const decimal PerMillion = 1_000_000m;

    /// <summary>What a call costs.</summary>
    /// <param name="usage">The tokens it used; a cached count above the input count is taken as the input count.</param>
    /// <returns>The cost, in the ladder's currency.</returns>
    public decimal CostOf(TokenUsage usage)
    {
        var cached = Math.Min(usage.CachedInput, usage.Input);
        var input = (usage.Input - cached) * Input;
        // Most calls cache nothing, and decimals are slow to multiply and to add.
        if (cached > 0)
            input += cached * (CachedInput ?? Input);
        return (input + usage.Output * Output) / PerMillion;
    }

    /// <summary>How many output tokens a sum buys once the prompt is paid for.</summary>
    internal int OutputFor(decimal money, long promptTokens = 0)
    {
        var left = money * PerMillion - promptTokens * Input;
        // Output that costs nothing still cannot be had where the prompt itself is not paid for.
        return left < 0 ? 0
            : Output == 0 ? int.MaxValue
            : (int)Math.Min(int.MaxValue, decimal.Floor(left / Output));
    }
}
