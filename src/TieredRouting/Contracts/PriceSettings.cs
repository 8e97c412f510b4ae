namespace TieredRouting.Contracts;

/// <summary>The prices and promises that answers of a contract may name, in words.</summary>
internal sealed record PriceSettings(IReadOnlyList<string> Allowed)
{
    public static PriceSettings None { get; } = new([]);
}
