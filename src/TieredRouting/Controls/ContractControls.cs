using TieredRouting.Tiers;

namespace TieredRouting.Controls;

/// <summary>The controls that hold for one contract, joined. Immutable; a request compares it by reference to see whether anything changed.</summary>
internal sealed class ContractControls
{
    private readonly RoutingControl[] _controls;
    private readonly HashSet<string> _barredTiers;
    private readonly HashSet<string> _barredEndpoints;
    private readonly bool _limitsTiers;
    private Looked? _looked;

    public ContractControls(string contract, IEnumerable<RoutingControl> controls)
    {
        _controls = [.. controls];
        Stop = Array.Find(_controls, control => control.Stop);
        _barredTiers = _controls.SelectMany(control => control.DisabledTiers).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _barredEndpoints = _controls.SelectMany(control => control.DisabledEndpoints).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _limitsTiers = Array.Exists(_controls, control => control.LimitsTiers);
        var byScope = _controls.ToLookup(control => control.Contract is null);
        Caps = [.. ((Cap[])[Cap.Of(string.Empty, [.. byScope[true]]), Cap.Of(contract, [.. byScope[false]])]).Where(cap => cap.Requests is not null || cap.Cost is not null)];
        CapsRequests = Array.Exists(Caps, cap => cap.Requests is not null);
    }

    /// <summary>Where no control is in force.</summary>
    public static ContractControls None { get; } = new(string.Empty, []);

    /// <summary>The control that stops every request, or <see langword="null"/>.</summary>
    public RoutingControl? Stop { get; }

    public Cap[] Caps { get; }

    public bool CapsRequests { get; }

    /// <summary>Whether no call of any kind may go to an endpoint.</summary>
    public bool Bars(TierEndpoint endpoint) =>
        Stop is not null || (_controls.Length > 0 && (_barredTiers.Contains(endpoint.Tier) || _barredEndpoints.Contains(endpoint.Name)));

    /// <summary>What they leave of a ladder. It is looked up once for each.</summary>
    public TierLimits On(TierLadder ladder)
    {
        if (!_limitsTiers)
            return TierLimits.None;
        if (_looked is not { } looked || looked.Ladder != ladder)
            _looked = looked = new Looked(ladder, LookUp(ladder));
        return looked.Limits;
    }

    private TierLimits LookUp(TierLadder ladder)
    {
        var limiting = _controls.Where(control => control.LimitsTiers).ToList();
        var limits = new TierLimits(
            ladder,
            limiting.Select(control => control.MinimumTier).OfType<string>(),
            limiting.Select(control => control.MaximumTier).OfType<string>(),
            limiting.Select(control => control.ExactTier).OfType<string>(),
            _barredTiers,
            _barredEndpoints)
        {
            Because = string.Join(", ", limiting.Where(control => !control.IsStanding)) is { Length: > 0 } named ? named : null,
            Applied = [.. limiting.Where(control => !control.IsConfigured)],
        };
        return limits.HasEffect ? limits : TierLimits.None;
    }

    private sealed record Looked(TierLadder Ladder, TierLimits Limits);
}
