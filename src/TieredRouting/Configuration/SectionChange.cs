using Microsoft.Extensions.Configuration;

namespace TieredRouting.Configuration;

/// <summary>What of the routing section changed: contracts by name, or what surrounds them all.</summary>
internal sealed class SectionChange
{
    private static readonly string Contracts = $"contracts{ConfigurationPath.KeyDelimiter}";

    private readonly HashSet<string> _contracts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SectionChange() => _lookup = _contracts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All of it: nothing was read before.</summary>
    public static SectionChange Everything { get; } = new() { Surroundings = true };

    /// <summary>Whether something changed that every contract may depend on.</summary>
    public bool Surroundings { get; private set; }

    /// <summary>The contracts that changed.</summary>
    public IReadOnlySet<string> Names => _contracts;

    /// <summary>What the keys that changed come to.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="prefix">How long the section's path is that every key begins with.</param>
    public static SectionChange Of(IEnumerable<string> keys, int prefix)
    {
        var change = new SectionChange();
        foreach (var key in keys)
            change.Add(key.AsSpan(prefix));
        return change;
    }

    public void AddContracts(IEnumerable<string> names) => _contracts.UnionWith(names);

    /// <summary>Whether a key must be read again: all but what is said of contracts that did not change.</summary>
    /// <param name="key">The key, without the section's path.</param>
    /// <param name="unchanged">What every key of the same unchanged contract begins with; empty where that cannot be said.</param>
    public bool Concerns(ReadOnlySpan<char> key, out ReadOnlySpan<char> unchanged)
    {
        unchanged = default;
        if (Surroundings || !TryContractOf(key, out var contract) || _lookup.Contains(contract))
            return true;
        var end = Contracts.Length + contract.Length + ConfigurationPath.KeyDelimiter.Length;
        unchanged = end <= key.Length ? key[..end] : default;
        return false;
    }

    private void Add(ReadOnlySpan<char> key)
    {
        if (TryContractOf(key, out var contract))
            _lookup.Add(contract);
        else
            Surroundings = true;
    }

    private static bool TryContractOf(ReadOnlySpan<char> key, out ReadOnlySpan<char> contract)
    {
        contract = key.StartsWith(Contracts, StringComparison.OrdinalIgnoreCase) ? key[Contracts.Length..] : default;
        if (contract.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) is >= 0 and var end)
            contract = contract[..end];
        return contract.Length > 0;
    }
}
