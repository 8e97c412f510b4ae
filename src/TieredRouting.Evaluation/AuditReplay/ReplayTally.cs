namespace TieredRouting.Evaluation;

/// <summary>Counts what a candidate changes. Not thread-safe.</summary>
internal sealed class ReplayTally
{
    private const int MostShifts = 200;
    private const int LongestShift = 400;

    public int Requests { get; set; }

    public int Changed { get; private set; }

    public SortedDictionary<string, int> Tier { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Floor { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Class { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Lane { get; } = new(StringComparer.Ordinal);

    public int ApprovalAdded { get; private set; }

    public int ApprovalRemoved { get; private set; }

    public SortedDictionary<string, int> GatesAdded { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> GatesRemoved { get; } = new(StringComparer.Ordinal);

    public void Add(in ReplayChange change)
    {
        Changed++;
        Count(Tier, change.Tier);
        Count(Floor, change.Floor);
        Count(Class, change.Class);
        Count(Lane, change.Lane);
        ApprovalAdded += change.ApprovalAdded ? 1 : 0;
        ApprovalRemoved += change.ApprovalRemoved ? 1 : 0;
        foreach (var gate in change.GatesAdded)
            Count(GatesAdded, gate, 1);
        foreach (var gate in change.GatesRemoved)
            Count(GatesRemoved, gate, 1);
    }

    public void Add(ReplayTally other)
    {
        Requests += other.Requests;
        Changed += other.Changed;
        ApprovalAdded += other.ApprovalAdded;
        ApprovalRemoved += other.ApprovalRemoved;
        foreach (var (mine, theirs) in new[] { (Tier, other.Tier), (Floor, other.Floor), (Class, other.Class), (Lane, other.Lane), (GatesAdded, other.GatesAdded), (GatesRemoved, other.GatesRemoved) })
        {
            foreach (var (what, count) in theirs)
                Count(mine, what, count);
        }
    }

    private static void Count(SortedDictionary<string, int> counts, (string From, string To)? shift)
    {
        if (shift is { } shifted)
            Count(counts, $"{shifted.From}→{shifted.To}", 1);
    }

    /// <summary>Names on record may be any, so those beyond a bound are counted as one.</summary>
    private static void Count(SortedDictionary<string, int> counts, string what, int count)
    {
        var kept = counts.ContainsKey(what) || (counts.Count < MostShifts && what.Length <= LongestShift) ? what : BoundedNames.Other;
        counts[kept] = counts.GetValueOrDefault(kept) + count;
    }
}
