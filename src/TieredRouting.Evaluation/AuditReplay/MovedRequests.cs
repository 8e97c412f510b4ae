namespace TieredRouting.Evaluation;

/// <summary>The requests of one cohort that the candidate starts on another tier than they started on, and that tier's evidence. Not thread-safe.</summary>
internal sealed class MovedRequests(int number, TierEvidence evidence)
{
    /// <summary>Fewer requests than these are thin evidence: their costs may lie anywhere, and a normal interval is too narrow for them.</summary>
    private const int Few = 30;

    /// <summary>The number by which their ids wait for evidence.</summary>
    public int Number => number;

    public int Count { get; private set; }

    /// <summary>What they cost as they were.</summary>
    public decimal Now { get; private set; }

    /// <summary>Whether no request of their contract and cohort started on that tier.</summary>
    public bool IsUncovered => evidence.Count == 0;

    /// <summary>How many rest on few requests.</summary>
    public int Thin => evidence.Count is > 0 and < Few ? Count : 0;

    /// <summary>What they would cost at the mean of that tier's requests.</summary>
    public decimal Estimate => Count * evidence.Mean;

    /// <summary>How far that may lie from the truth: the mean is itself estimated, and each request goes its own way. <see langword="null"/> where one request is all there is.</summary>
    public double? Variance => evidence.Variance is { } variance ? (((double)Count * Count / evidence.Count) + Count) * variance : null;

    public void Add(decimal cost)
    {
        Count++;
        Now += cost;
    }
}
