namespace TieredRouting.Signals;

/// <summary>Knows nothing, while nobody keeps a history.</summary>
internal sealed class NoCohortHistory : ICohortHistory
{
    public static NoCohortHistory Instance { get; } = new();

    public IReadOnlyDictionary<string, object>? Of(Contract contract, string? cohort) => null;
}
