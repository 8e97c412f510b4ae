namespace TieredRouting.Signals;

/// <summary>The parts of a length.</summary>
internal sealed class LengthParts(long tokens, long characters, bool exact) : PartValues(Names)
{
    /// <summary>The part that stands in for <c>tokens</c> where only some of the request could be measured.</summary>
    public const string AtLeast = "tokensAtLeast";

    public static IReadOnlyList<string> Names { get; } = ["tokens", "characters", "exact"];

    /// <summary>The tokens, boxed once: rules and the fallback loop all ask for them.</summary>
    public object Tokens { get; } = tokens;

    /// <summary>The tokens a request surely has: all of them, or those of its measurable content.</summary>
    public static decimal? LeastTokens(SignalSet signals) =>
        signals.Find(SignalNames.Length) is { } length ? length.Number("tokens") ?? length.Number(AtLeast) : null;

    protected override object? Find(string name) => name switch
    {
        "tokens" => Tokens,
        "characters" => characters,
        "exact" => exact,
        _ => null,
    };
}
