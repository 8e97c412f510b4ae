namespace TieredRouting.Signals;

/// <summary>What is known of how a contract's requests went in a segment of traffic.</summary>
internal interface ICohortHistory
{
    /// <summary>The history of a contract and cohort as parts of a signal, or <see langword="null"/> where there is none. Called by each request, so it should not wait.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="cohort">The cohort's key; <see langword="null"/> where the request states none.</param>
    IReadOnlyDictionary<string, object>? Of(Contract contract, string? cohort);
}
