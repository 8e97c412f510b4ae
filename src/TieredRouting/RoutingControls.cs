using TieredRouting.Audit;
using TieredRouting.Configuration;
using TieredRouting.Controls;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <inheritdoc cref="IRoutingControls" />
internal sealed class RoutingControls : IRoutingControls
{
    private readonly RouterServices _services;
    private readonly Func<RoutingModel> _model;

    public RoutingControls(RouterServices services, Func<RoutingModel> model)
    {
        (_services, _model) = (services, model);
        _services.Controls.Changed = Note;
    }

    public IReadOnlyList<RoutingControl> InForce => _services.Controls.Current.All;

    public ValueTask<bool> ApplyAsync(RoutingControl control, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(control);
        Check(control);
        return RecordAsync(_services.Controls.Apply(control), cancellationToken);
    }

    public ValueTask<bool> LiftAsync(string name, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _services.Controls.Lift(name, reason) is { } change ? RecordAsync(change, cancellationToken) : new(true);
    }

    private void Check(RoutingControl control)
    {
        Require(!string.IsNullOrWhiteSpace(control.Name), control, "has no name");
        Require(!string.IsNullOrWhiteSpace(control.Reason), control, "gives no reason");
        Require(control.HasEffect, control, "does nothing");
        Require(!(control.Until <= _services.Time.GetUtcNow()), control, "is over already");
        Require(control.MaxRequestsPerMinute is null or >= 0 && control.MaxCostPerHour is null or >= 0, control, "has a cap below zero");
        CheckNames(control, _model());
    }

    private static void CheckNames(RoutingControl control, RoutingModel model)
    {
        Require(control.Contract is null || model.Contracts.ContainsKey(control.Contract), control, $"names the contract '{control.Contract}', which is not declared; known: {KnownNames.Of([.. model.Contracts.Keys])}");
        string?[] tiers = [control.MinimumTier, control.MaximumTier, control.ExactTier, .. control.DisabledTiers];
        foreach (var tier in tiers.OfType<string>())
            Require(model.Ladder.TryGet(tier, out _), control, $"names the tier '{tier}', which is not on the ladder; known: {string.Join(", ", model.Ladder.Tiers)}");
        foreach (var endpoint in control.DisabledEndpoints)
            Require(model.Ladder.FindEndpoint(endpoint) is not null, control, $"names the endpoint '{endpoint}', which no tier has");
        if (control.MaxCostPerHour is not null && model.Ladder.Tiers.SelectMany(tier => tier.Endpoints).FirstOrDefault(endpoint => endpoint.Price is null) is { } free)
            Require(false, control, $"caps the cost, and the endpoint '{free.Name}' has no price");
    }

    private static void Require(bool holds, RoutingControl control, string wrong)
    {
        if (!holds)
            throw new ArgumentException($"The control '{control.Name}' {wrong}.", nameof(control));
    }

    /// <summary>Puts on record what nobody waits for: the end of a control, and what the configuration says.</summary>
    private void Note(ControlChange change) => _ = RecordAsync(change, CancellationToken.None).AsTask();

    private ValueTask<bool> RecordAsync(ControlChange change, CancellationToken cancellationToken)
    {
        var control = change.Control;
        _services.Logger.ControlChanged(control.Name, EnumNames.Of(change.Source), EnumNames.Of(change.Kind), change.Reason ?? control.Reason);
        var writing = WriteAsync(ControlEvents.Of(change, _services.Time.GetUtcNow()));
        return writing.IsCompleted ? writing : new(writing.AsTask().WaitAsync(cancellationToken));
    }

    /// <summary>The sinks are kept open for it, as for a request.</summary>
    private async ValueTask<bool> WriteAsync(AuditEvent auditEvent)
    {
        using var stay = _services.Requests.Enter(CancellationToken.None);
        return await _services.Audit.WriteAsync(auditEvent);
    }
}
