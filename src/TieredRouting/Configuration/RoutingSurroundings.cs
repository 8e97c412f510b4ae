using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>What all contracts share, built once. It is kept for as long as nothing outside the contracts changes.</summary>
/// <param name="Ladder">The ladder, with its clients.</param>
/// <param name="Extractors">The extractors, by the names of their signals.</param>
/// <param name="ExtractorTimeLimit">How long extractors may take.</param>
/// <param name="Gates">The gates, by their names.</param>
/// <param name="Rules">The rules that hold for every contract.</param>
/// <param name="TokenCounter">Counts tokens exactly, where somebody can.</param>
internal sealed record RoutingSurroundings(
    TierLadder Ladder,
    IReadOnlyDictionary<string, ISignalExtractor> Extractors,
    TimeSpan ExtractorTimeLimit,
    IReadOnlyDictionary<string, IAnswerGate> Gates,
    IReadOnlyCollection<IRoutingRule> Rules,
    TokenCounter? TokenCounter);
