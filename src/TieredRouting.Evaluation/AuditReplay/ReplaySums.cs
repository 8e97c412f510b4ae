namespace TieredRouting.Evaluation;

/// <summary>Adds up what a candidate changes, by contract and cohort, in memory that does not grow with the file: only the ids of requests that no evidence covers do. Not thread-safe.</summary>
internal sealed class ReplaySums(ReplayCandidate candidate)
{
    private const int MostCohorts = 10_000;
    private const int MostNames = 100;
    private const int NoContract = -1;

    private readonly Dictionary<(string Contract, string? Cohort), ReplayGroup> _groups = [];
    private readonly List<MovedRequests> _moved = [];
    private readonly BoundedNames _names = new(MostNames);
    private readonly RoutingLedger _ledger = new(new LedgerOptions { Window = null, MaxCohorts = MostCohorts });
    private PackedIds _waiting = new();
    private int _compactAt = 50_000;

    public IReadOnlyCollection<ReplayGroup> Groups => _groups.Values;

    /// <summary>Whether requests succeeded, by where they started.</summary>
    public LedgerSnapshot Ledger() => _ledger.Snapshot();

    public int Events { get; private set; }

    /// <summary>What requests cost whose contract the candidate does not have.</summary>
    public decimal UndecidedCost { get; private set; }

    /// <summary>The contracts on record that the candidate does not have, with their requests.</summary>
    public SortedDictionary<string, int> MissingContracts { get; } = new(StringComparer.Ordinal);

    /// <summary>The rules on record that the candidate does not have, with their requests.</summary>
    public SortedDictionary<string, int> MissingRules { get; } = new(StringComparer.Ordinal);

    /// <summary>The currencies on record.</summary>
    public SortedSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>How many records do not say which gates were required.</summary>
    public int WithoutGates { get; private set; }

    /// <summary>How many records hold no history that their contract would start by.</summary>
    public int WithoutHistory { get; private set; }

    /// <summary>How many requests changed though the candidate is the configuration that decided them.</summary>
    public int ChangedByItself { get; private set; }

    /// <summary>The ids of those that no evidence covers, in the order of the file.</summary>
    public PackedIds Uncovered() => _waiting = _waiting.Where(number => number == NoContract || _moved[number].IsUncovered);

    public void Add(RecordedRequest request)
    {
        if (request.Event is not null)
        {
            Events++;
            _ledger.Add(request.ForLedger);
            return;
        }

        if (request.Currency is { } currency && request.Cost > 0 && Currencies.Count < MostNames)
            Currencies.Add(_names.Of(currency));
        if (candidate.Find(request.Contract!) is { } contract)
            Add(request, contract);
        else
            AddUndecided(request);
    }

    private void AddUndecided(RecordedRequest request)
    {
        Count(MissingContracts, request.Contract!);
        UndecidedCost += request.Cost;
        Wait(request.Id!, NoContract);
    }

    private void Add(RecordedRequest request, CandidateContract contract)
    {
        var group = GroupOf(contract.Policy.Contract.Name, request.Cohort);
        group.Add(request);
        _ledger.Add(request.ForLedger);
        foreach (var rule in request.Rules)
        {
            if (!contract.HasRule(rule))
                Count(MissingRules, rule);
        }

        WithoutGates += request.Gates is null ? 1 : 0;
        WithoutHistory += contract.Policy.Contract.Start == StartMode.ExpectedCost && !request.Signals.Exists(signal => signal is { Name: SignalNames.CohortHistory, IsAvailable: true }) ? 1 : 0;
        var decided = candidate.Decide(contract, request);
        var change = new ReplayChange(request, decided);
        if (!change.IsAny)
            return;
        group.Tally.Add(change);
        ChangedByItself += request.Config == candidate.Model.Hash ? 1 : 0;
        if (change.Tier is not null)
            Moves(request, decided.Tier, group);
    }

    /// <summary>A request that was not let in, or was held before it started, costs on another tier what it cost here.</summary>
    private void Moves(RecordedRequest request, string? tier, ReplayGroup group)
    {
        if (request.IsFirst)
            group.Shift(request.Tier, tier);
        if (tier is null)
            group.Spare(request.Cost);
        else if (request.Started is not null || request.Tier is null)
            Move(request, tier, group);
    }

    private void Move(RecordedRequest request, string tier, ReplayGroup group)
    {
        var moved = group.To(tier, evidence =>
        {
            _moved.Add(new MovedRequests(_moved.Count, evidence));
            return _moved[^1];
        });
        moved.Add(request.Cost);
        if (moved.IsUncovered)
            Wait(request.Id!, moved.Number);
    }

    /// <summary>Evidence may come later in the file; ids that need not wait any more are let go now and then.</summary>
    private void Wait(string id, int number)
    {
        _waiting.Add(id, number);
        if (_waiting.Count < _compactAt)
            return;
        Uncovered();
        _compactAt = Math.Max(_compactAt, 2 * _waiting.Count);
    }

    private ReplayGroup GroupOf(string contract, string? cohort)
    {
        if (_groups.TryGetValue((contract, cohort), out var known))
            return known;
        if (cohort is not null && _groups.Count >= MostCohorts && cohort != BoundedNames.Other)
            return GroupOf(contract, BoundedNames.Other);
        return _groups[(contract, cohort)] = new ReplayGroup(contract, cohort).On(candidate.Model.Ladder);
    }

    private void Count(SortedDictionary<string, int> counts, string name)
    {
        var kept = _names.Of(name);
        counts[kept] = counts.GetValueOrDefault(kept) + 1;
    }
}
