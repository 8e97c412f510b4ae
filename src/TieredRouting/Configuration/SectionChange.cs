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

    /// <summary>Takes note of a change.</summary>
    /// <param name="key">The key that changed, without the section's path.</param>
    public void Add(ReadOnlySpan<char> key)
    {
        if (TryContractOf(key, out var contract))
            _lookup.Add(contract);
        else
            Surroundings = true;
    }

    public void AddContracts(IEnumerable<string> names) => _contracts.UnionWith(names);

    /// <summary>Whether a key must be read again: all but what is said of contracts that did not change.</summary>
    public bool Concerns(ReadOnlySpan<char> key) => Surroundings || !TryContractOf(key, out var contract) || _lookup.Contains(contract);

    private static bool TryContractOf(ReadOnlySpan<char> key, out ReadOnlySpan<char> contract)
    {
        contract = key.StartsWith(Contracts, StringComparison.OrdinalIgnoreCase) ? key[Contracts.Length..] : default;
        if (contract.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) is >= 0 and var end)
            contract = contract[..end];
        return contract.Length > 0;
    }
}
