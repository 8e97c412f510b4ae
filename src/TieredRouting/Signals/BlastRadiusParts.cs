namespace TieredRouting.Signals;

/// <summary>The parts of a blast radius, which are also what its evidence is called.</summary>
internal static class BlastRadiusParts
{
    public const string Recipients = "recipients";
    public const string Records = "records";
    public const string Amount = "amount";

    public static IReadOnlyList<string> Names { get; } = [Recipients, Records, Amount];
}
