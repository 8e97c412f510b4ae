namespace TieredRouting.Policies;

/// <summary>
/// The join of requirements: highest floor, highest class, stricter lane, union of gates, approval if anyone asks.
/// Joining is commutative, associative and idempotent, so the order of rules never matters.
/// </summary>
internal sealed class RequirementJoin(TierLadder ladder, IReadOnlySet<string> knownGates)
{
    private IReadOnlyList<Reason> _stated = [];
    private List<Reason>? _reasons;
    private SortedSet<string>? _gates;

    public int FloorIndex { get; private set; }

    public WorkClass Class { get; private set; }

    public Lane Lane { get; private set; }

    public bool Approval { get; private set; }

    /// <summary>Why the request must fail closed: it is for no contract, or a rule broke, or asked for what nobody declared.</summary>
    public string? Broken { get; private set; }

    public IReadOnlyList<string> Gates => _gates is null ? [] : [.. _gates];

    /// <summary>Why, sorted by rule. Where no rule had anything to say, these are the contract's own, which its requests share.</summary>
    public IReadOnlyList<Reason> Reasons => _reasons is null ? _stated : [.. _stated.Concat(_reasons).OrderBy(reason => reason.Rule, StringComparer.Ordinal)];

    public void Add(Reason reason) => (_reasons ??= []).Add(reason);

    /// <summary>Takes over the reasons that a contract gives by itself, sorted by rule.</summary>
    public void State(IReadOnlyList<Reason> reasons) => _stated = reasons;

    public void RaiseFloor(int index) => FloorIndex = Math.Max(FloorIndex, index);

    /// <summary>Raises the class by one, once all requirements are joined.</summary>
    public void RaiseClass(string rule, string signal, string because)
    {
        Class = Class == WorkClass.T0 ? WorkClass.T1 : WorkClass.T2;
        Add(new Reason(rule, signal, Class == WorkClass.T2 ? "class T2" : "class T1", because));
    }

    public void AskPerson() => Approval = true;

    public void AddGates(IReadOnlyList<string> gates, string rule)
    {
        foreach (var gate in gates)
        {
            if (!knownGates.Contains(gate))
                Break(rule, $"requires the gate '{gate}', which nobody added");
            (_gates ??= new SortedSet<string>(StringComparer.Ordinal)).Add(gate);
        }
    }

    public void Add(string rule, Requirement requirement)
    {
        if (requirement.MinimumTier is { } named)
        {
            if (ladder.TryGet(named, out var tier))
                RaiseFloor(tier.Index);
            else
                Break(rule, $"requires the tier '{named}', which is not on the ladder");
        }

        if (requirement.Class > Class)
            Class = requirement.Class.Value;
        if (requirement.Lane > Lane)
            Lane = requirement.Lane;
        Approval |= requirement.Approval;
        AddGates(requirement.Gates, rule);
        Add(new Reason(rule, requirement.Signal, InWords(requirement), requirement.Because));
    }

    public void Break(string rule, string why) => Refuse($"the rule '{rule}' {why}");

    public void Refuse(string why) => Broken ??= why;

    private static string InWords(Requirement requirement)
    {
        if (requirement is { Class: { } only, MinimumTier: null, Lane: Lane.Standard, Approval: false, Gates.Count: 0 })
            return only switch { WorkClass.T2 => "class T2", WorkClass.T1 => "class T1", _ => "class T0" };
        var words = new List<string>(5);
        if (requirement.Class is { } workClass)
            words.Add($"class {workClass}");
        if (requirement.MinimumTier is { } tier)
            words.Add($"tier {tier}");
        if (requirement.Lane == Lane.Sensitive)
            words.Add("lane sensitive");
        if (requirement.Approval)
            words.Add("approval");
        if (requirement.Gates.Count > 0)
            words.Add($"gates {string.Join(' ', requirement.Gates)}");
        return words.Count > 0 ? string.Join(", ", words) : "nothing";
    }
}
