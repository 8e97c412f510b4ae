namespace TieredRouting.Economics;

/// <summary>The cells of one tier that the same numbers go to: of its cohort, with that of its contract, and of its workflow where it is a step of one.</summary>
internal readonly record struct LedgerPlaces(TierCell Cohort, TierCell? Workflow)
{
    public bool IsNowhere => Cohort is null;

    public void Add(long step, in LedgerNumbers numbers)
    {
        Cohort.At(step)?.Add(numbers);
        Cohort.Contract?.At(step)?.Add(numbers);
        Workflow?.At(step)?.Add(numbers);
    }

    /// <summary>The cells of another tier beside these.</summary>
    public LedgerPlaces Of(string tier) => new(Cohort.Segment.Of(tier, Cohort.Floor), Workflow?.Segment.Of(tier, Cohort.Floor));
}
