namespace TieredRouting.Controls;

/// <summary>All controls in force at one moment, joined by contract. Immutable.</summary>
internal sealed class ControlSnapshot
{
    private readonly Dictionary<string, ContractControls> _byContract = new(StringComparer.OrdinalIgnoreCase);
    private readonly ContractControls _others = ContractControls.None;

    /// <param name="all">The controls.</param>
    /// <param name="version">Its place in the order in which snapshots were published.</param>
    public ControlSnapshot(IReadOnlyList<RoutingControl> all, long version = 0)
    {
        (All, Version) = (all, version);
        if (all.Count == 0)
            return;
        NextExpiry = all.Min(control => control.Until);
        foreach (var contract in all.Select(control => control.Contract).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            _byContract.Add(contract, new ContractControls(contract, all.Where(control => Concerns(control, contract))));
        var general = all.Where(control => control.Contract is null).ToList();
        if (general.Count > 0)
            _others = new ContractControls(string.Empty, general);
    }

    public static ControlSnapshot Empty { get; } = new([]);

    public IReadOnlyList<RoutingControl> All { get; }

    /// <summary>Its place in the order in which snapshots were published: of two, the higher one is in force.</summary>
    public long Version { get; }

    /// <summary>When the first of them stops to hold, or <see langword="null"/>.</summary>
    public DateTimeOffset? NextExpiry { get; }

    public ContractControls Of(string contract) =>
        _byContract.Count > 0 && _byContract.TryGetValue(contract, out var own) ? own : _others;

    private static bool Concerns(RoutingControl control, string contract) =>
        control.Contract is null || string.Equals(control.Contract, contract, StringComparison.OrdinalIgnoreCase);
}
