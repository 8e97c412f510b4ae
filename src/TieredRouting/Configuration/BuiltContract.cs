using TieredRouting.Fallback;

namespace TieredRouting.Configuration;

/// <summary>A contract that was checked and built, and all that came of it. It is kept for as long as what was declared of it is.</summary>
/// <param name="Declared">What it was built of.</param>
/// <param name="Routed">The contract as it runs.</param>
/// <param name="Hash">The hash of its name and data.</param>
/// <param name="Warnings">What is unwise in it.</param>
internal sealed record BuiltContract(ContractOptions Declared, RoutedContract Routed, byte[] Hash, IReadOnlyList<string> Warnings);
