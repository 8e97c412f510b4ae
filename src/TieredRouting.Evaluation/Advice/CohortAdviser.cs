using System.Globalization;
using TieredRouting.Policies;

namespace TieredRouting.Evaluation;

/// <summary>Weighs the tiers of one cohort. Pure.</summary>
internal sealed class CohortAdviser
{
    private readonly CohortAdvice _draft;
    private readonly (string Tier, TierRecord Record)[] _lower;
    private readonly (string Tier, TierRecord Record)[] _higher;
    private readonly TierRecord _now;
    private readonly bool _byExpectedCost;

    private CohortAdviser(CohortAdvice draft, ContractPolicy policy, TierLadder ladder)
    {
        _draft = draft;
        _now = Of(draft.From);
        _byExpectedCost = policy.Contract.Start == StartMode.ExpectedCost;
        _lower = [.. ladder.Tiers.Where(tier => tier.Index >= policy.MinIndex && tier.Index < policy.StartIndex).Select(tier => (tier.Name, Of(tier.Name)))];
        _higher = [.. ladder.Tiers.Where(tier => tier.Index > policy.StartIndex && tier.Index <= policy.MaxIndex).Select(tier => (tier.Name, Of(tier.Name)))];
    }

    /// <summary>The advice for a cohort.</summary>
    /// <param name="draft">What is known of it.</param>
    /// <param name="policy">The contract.</param>
    /// <param name="ladder">The ladder.</param>
    public static CohortAdvice Advise(CohortAdvice draft, ContractPolicy policy, TierLadder ladder) => new CohortAdviser(draft, policy, ladder).Advise();

    private CohortAdvice Advise() =>
        _byExpectedCost ? Keep("the contract starts where a success is expected to cost least")
        : !_now.IsEnough ? Keep(string.Create(CultureInfo.InvariantCulture, $"too few requests started on {_draft.From}: {_now.Requests} of at least {RoutingAdviser.FewestRequests}"))
        : Lower() ?? RaiseForQuality() ?? RaiseForCost() ?? Keep(Standing());

    private CohortAdvice? Lower()
    {
        foreach (var (tier, record) in _lower)
        {
            if (record.IsEnough && record.Low >= _draft.Bar && record.WorstPerSuccess < _now.BestPerSuccess)
                return Move(StartTierAdvice.Lower, tier, record, $"{InWords(tier, record)}, which keeps the bar of {Share(_draft.Bar)} at less for each success than {InWords(_draft.From, _now)}");
        }

        return null;
    }

    private CohortAdvice? RaiseForQuality()
    {
        if (_now.High >= _draft.Bar || _higher.Length == 0)
            return null;
        var missed = $"{InWords(_draft.From, _now)}, which misses the bar of {Share(_draft.Bar)}";
        foreach (var (tier, record) in _higher)
        {
            if (record.IsEnough && record.Low > _now.High)
                return Move(StartTierAdvice.Raise, tier, record, $"{missed}; {InWords(tier, record)}");
        }

        // Where nothing is known of a higher tier, it is the safe side all the same; where enough is known of each, none is surely better.
        return Array.Find(_higher, tier => !tier.Record.IsEnough) is { Tier: { } unknown }
            ? Move(StartTierAdvice.Raise, unknown, record: null, $"{missed}; too little is known of {unknown} to say what it would bring")
            : null;
    }

    private CohortAdvice? RaiseForCost()
    {
        foreach (var (tier, record) in _higher)
        {
            if (record.IsEnough && record.SuccessRate >= _now.SuccessRate && record.WorstPerSuccess < _now.BestPerSuccess)
                return Move(StartTierAdvice.Raise, tier, record, $"{InWords(tier, record)}, at less for each success than {InWords(_draft.From, _now)}");
        }

        return null;
    }

    private string Standing()
    {
        var stands = _now.Low >= _draft.Bar ? "keeps" : _now.High < _draft.Bar ? "misses" : "may keep or miss";
        var unknown = string.Join(", ", _lower.Where(tier => !tier.Record.IsEnough).Select(tier => tier.Tier));
        return $"{InWords(_draft.From, _now)}, which {stands} the bar of {Share(_draft.Bar)}; {(unknown.Length > 0 ? $"too little is known of {unknown}: send a share of requests there" : "no other tier is surely better")}";
    }

    private CohortAdvice Keep(string because) => _draft with { Because = because };

    private CohortAdvice Move(StartTierAdvice advice, string to, TierRecord? record, string because) => _draft with
    {
        Advice = advice,
        To = to,
        Because = because,
        Saved = record is null ? null : _now.Requests * (_now.CostPerRequest - record.CostPerRequest),
        MoreSuccesses = record is null ? null : Math.Round(_now.Requests * (record.SuccessRate - _now.SuccessRate), 1),
    };

    private TierRecord Of(string tier) => _draft.Tiers.GetValueOrDefault(tier) ?? new TierRecord { High = 1 };

    private static string InWords(string tier, TierRecord record) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tier}: {record.Succeeded} of {record.Requests} succeeded ({Share(record.Low)} to {Share(record.High)}), {record.CostPerRequest:0.000000} each");

    private static string Share(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
