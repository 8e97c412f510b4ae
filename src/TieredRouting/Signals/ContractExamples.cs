namespace TieredRouting.Signals;

/// <summary>A contract that may be chosen, by what requests of its kind are like.</summary>
/// <param name="Contract">Its name.</param>
/// <param name="Texts">Its examples.</param>
internal sealed record ContractExamples(string Contract, IReadOnlyList<string> Texts)
{
    public bool IsSameAs(ContractExamples other) => Contract == other.Contract && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal);
}
