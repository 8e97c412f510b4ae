namespace TieredRouting.Contracts;

/// <summary>The advice that answers of a contract may not give.</summary>
/// <param name="Categories">The categories, at least one.</param>
internal sealed record AdviceSettings(IReadOnlyList<AdviceCategory> Categories)
{
    public static AdviceSettings All { get; } = new(Enum.GetValues<AdviceCategory>());
}
