using TieredRouting.Contracts;
using TieredRouting.Redaction;
using TieredRouting.Telemetry;
using TieredRouting.Validation;

namespace TieredRouting.Configuration;

/// <summary>Checks what was declared of a contract against the ladder and the gates.</summary>
internal sealed class ContractCheck(TieredRoutingOptions options, IReadOnlySet<string> gates, DeclaredSchemas schemas, ConfigurationErrors errors)
{
    private readonly GateCheck _gates = new(options, gates, errors);

    public void Check(string name, ContractOptions contract)
    {
        var path = $"contracts.{name}";
        errors.Require(!string.IsNullOrWhiteSpace(name), path, "has no name");
        errors.Require(!ContractNames.IsReserved(name), path, "has a name that asks for a contract to be chosen, and is reserved for that");
        errors.Require(contract.Intent is not null, $"{path}.intent", "is required: ForIntent(...)");
        CheckTiers(path, contract);
        CheckNumbers(path, contract);
        EconomicsSection.Check($"{path}.economics", contract.Economics, errors);
        CheckFallback($"{path}.fallback", contract.Fallback);
        errors.Require(!contract.Fallback.Hedges || contract.Latency.Count > 0, $"{path}.fallback.hedge", "needs a latency budget, past whose p95 a second endpoint is asked: WithLatency(...)");
        _gates.Check(name, contract);
        CheckApprovals($"{path}.approvals", contract.Approvals);
        CheckEscalations($"{path}.escalationApproval", contract);
        errors.Require(!contract.Examples.Any(string.IsNullOrWhiteSpace), $"{path}.examples", "holds an empty example");
        errors.Require(!contract.Residency.Any(string.IsNullOrWhiteSpace), $"{path}.residency", "holds an empty region");
        foreach (var kind in contract.Redaction?.Kinds ?? [])
            errors.Require(RedactableKinds.IsKnown(kind), $"{path}.redact", $"names the kind '{kind}', which is not known; known: {string.Join(", ", RedactableKinds.All)}");
        if (contract.Disagreement is { } disagreement)
            DisagreementRules.Check($"{path}.disagreement", disagreement, contract.Schema, errors);
        CalibrationCheck.Check($"{path}.calibration", contract, (contract.DifficultyModel ?? options.DifficultyModel) is not null, errors);
        if (contract.Schema is { } schema)
        {
            foreach (var error in schemas.Lint(schema))
                errors.Add($"{path}.schema", error.ToString());
        }
    }

    private void CheckTiers(string path, ContractOptions contract)
    {
        var start = IndexOf($"{path}.startTier", contract.StartTier) ?? 0;
        var min = IndexOf($"{path}.minTier", contract.MinTier) ?? 0;
        var max = IndexOf($"{path}.maxTier", contract.MaxTier) ?? int.MaxValue;
        errors.Require(min <= max, $"{path}.minTier", $"'{contract.MinTier}' lies above maxTier '{contract.MaxTier}'");
        errors.Require(start <= max, $"{path}.startTier", $"'{contract.StartTier}' lies above maxTier '{contract.MaxTier}'");
    }

    private void CheckNumbers(string path, ContractOptions contract)
    {
        errors.Require(contract.MaxOutputTokens is null or >= 1, $"{path}.maxOutputTokens", "must be 1 token or more");
        errors.Require(contract.Quality is null or { MinimumScore: >= 0 and <= 1 }, $"{path}.quality.minimumScore", "must lie between 0 and 1");
        errors.Require(contract.BlastRadius is { Recipients: >= 0, Records: >= 0, Amount: >= 0 }, $"{path}.blastRadius", "must have limits of zero or more");
        foreach (var (surface, budget) in contract.Latency)
            errors.Require(budget.P50 > TimeSpan.Zero && budget.P95 >= budget.P50, $"{path}.latency.{surface}", "must have a p50 above zero and a p95 no lower than it");
    }

    private void CheckApprovals(string path, ApprovalTerms terms)
    {
        errors.Require(terms.ExpiresAfter is null || terms.ExpiresAfter > TimeSpan.Zero, $"{path}.expiresAfter", "must be above zero");
        errors.Require(!terms.FourEyes || options.IdKey is not null, $"{path}.fourEyes", "tells people apart by keyed hashes: give a key with HashIdsWith");
        errors.Require(!terms.RequesterMayNotApprove || options.IdKey is not null, $"{path}.requesterMayNotApprove", "tells people apart by keyed hashes: give a key with HashIdsWith");
    }

    private void CheckEscalations(string path, ContractOptions contract)
    {
        if (contract.EscalationApproval is not { } limits)
            return;
        errors.Require(limits.AboveCost is not null || limits.Tier is not null, path, "says neither from which cost nor from which tier on a person is asked");
        errors.Require(limits.AboveCost is null or >= 0, $"{path}.aboveCost", "must be 0 or more");
        if (limits.AboveCost is not null)
            LadderCheck.RequirePrices(options, $"{path}.aboveCost", errors);
        if (IndexOf($"{path}.tier", limits.Tier) is 0)
            errors.Add($"{path}.tier", $"'{limits.Tier}' is the ladder's lowest tier, to which nothing escalates");
    }

    private void CheckFallback(string path, FallbackOptions fallback)
    {
        errors.Require(fallback.MaxAttempts >= 1, $"{path}.maxAttempts", "must be 1 or more");
        errors.Require(fallback.MaxCost is null or > 0, $"{path}.maxCost", "must be above 0");
        foreach (var (name, time) in ((string, TimeSpan?)[])[("deadline", fallback.Deadline), ("firstToken", fallback.FirstToken), ("nextChunk", fallback.NextChunk), ("attempt", fallback.Attempt)])
            errors.Require(time is null || LadderCheck.IsTime(time.Value), $"{path}.{name}", "must be above zero and at most a day");
        if (fallback.MaxCost is not null)
            LadderCheck.RequirePrices(options, $"{path}.maxCost", errors);
        foreach (var (trigger, action) in fallback.On)
            CheckAction($"{path}.on.{EnumNames.Of(trigger)}", trigger, action);
        CheckCycle($"{path}.on", fallback);
    }

    private void CheckAction(string path, Trigger trigger, FallbackAction action)
    {
        errors.Require(action.RetrySameTier >= 0, $"{path}.retrySameTier", "must be zero or more");
        errors.Require(
            trigger != Trigger.Exhausted || action is { Kind: FallbackActionKind.FailClosed or FallbackActionKind.HumanReview, RetrySameTier: 0 },
            path,
            "has no attempt left to act with: only failClosed and humanReview are possible");
        errors.Require(action.Kind != FallbackActionKind.SwitchTo || action.Tier is not null, $"{path}.tier", "is required by switchTo");
        IndexOf($"{path}.{(action.Kind == FallbackActionKind.SwitchTo ? "tier" : "to")}", action.Tier);
    }

    /// <summary>Two triggers that switch to each other's tier would send a request round in circles.</summary>
    private void CheckCycle(string path, FallbackOptions fallback)
    {
        var switches = fallback.On.Where(pair => pair.Value is { Kind: FallbackActionKind.SwitchTo, Tier: not null }).ToList();
        var targets = switches.Select(pair => pair.Value.Tier!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        errors.Require(
            targets.Count <= 1,
            path,
            $"switches in a circle: {string.Join(" and ", switches.Select(pair => $"{EnumNames.Of(pair.Key)} to '{pair.Value.Tier}'"))}");
    }

    private int? IndexOf(string path, string? tier)
    {
        if (tier is null)
            return null;
        LadderCheck.RequireTier(options, path, tier, errors);
        var index = options.Ladder.FindIndex(name => string.Equals(name, tier, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : null;
    }
}
