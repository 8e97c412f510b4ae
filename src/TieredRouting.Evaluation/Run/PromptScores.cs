using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Sums up what each prompt is worth on one tier. Safe to add to from several threads at once.</summary>
internal sealed class PromptScores(RoutingModel model, string tier)
{
    private const double DefaultBar = 0.9;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Requests, int Valid, int Right)> _byPrompt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _bars = BarsOf(model);

    /// <summary>What some request asked of its recording that is not there, or <see langword="null"/>.</summary>
    public string? Missing { get; private set; }

    public IEnumerable<TierScore> All => _byPrompt.Select(prompt =>
        new TierScore(prompt.Key, tier, prompt.Value.Requests, Tally.Share(prompt.Value.Valid, prompt.Value.Requests), Tally.Share(prompt.Value.Right, prompt.Value.Requests), _bars[prompt.Key]));

    public void Add(RequestResult result, string? missing)
    {
        var prompt = NameOf(model.Contracts[result.Contract].Routed.Contract);
        var valid = result.Outcome is Outcome.Released or Outcome.HeldForApproval;
        lock (_gate)
        {
            Missing ??= missing;
            var (requests, accepted, right) = _byPrompt.GetValueOrDefault(prompt);
            _byPrompt[prompt] = (requests + 1, accepted + (valid ? 1 : 0), right + (valid && result.IsRight ? 1 : 0));
        }
    }

    private static Dictionary<string, double> BarsOf(RoutingModel model) => model.Contracts.Values
        .Select(routed => routed.Routed.Contract)
        .GroupBy(NameOf, StringComparer.Ordinal)
        .ToDictionary(prompt => prompt.Key, prompt => prompt.Max(contract => contract.Quality?.MinimumScore ?? DefaultBar), StringComparer.Ordinal);

    private static string NameOf(Contract contract) => contract.Prompt switch
    {
        { Id: { } id, Version: { } version } => $"{id}/{version}",
        { Id: { } id } => id,
        _ => contract.Name,
    };
}
