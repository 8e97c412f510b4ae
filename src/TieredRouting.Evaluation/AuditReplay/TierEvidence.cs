namespace TieredRouting.Evaluation;

/// <summary>What requests cost that started on one tier, whatever they escalated to: their number, their mean and how far they lie apart (Welford's sums). Not thread-safe.</summary>
internal sealed class TierEvidence
{
    private double _mean;
    private double _squares;

    public int Count { get; private set; }

    public decimal Cost { get; private set; }

    public decimal Mean => Cost / Count;

    /// <summary>The variance of one request's cost; <see langword="null"/> where there is only one, which says nothing of it.</summary>
    public double? Variance => Count > 1 ? _squares / (Count - 1) : null;

    public void Add(decimal cost)
    {
        Count++;
        Cost += cost;
        var difference = (double)cost - _mean;
        _mean += difference / Count;
        _squares += difference * ((double)cost - _mean);
    }
}
