using System.Globalization;
using TieredRouting.Audit;
using TieredRouting.Controls;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Puts a change of a control into the words of a record.</summary>
internal static class ControlEvents
{
    public static AuditEvent Of(ControlChange change, DateTimeOffset now) => new()
    {
        Id = ChainEvents.NewId(),
        Event = AuditEvent.ControlChanged,
        Time = now,
        Contract = change.Control.Contract,
        Details = [.. Details(change).Where(detail => detail.Value is not null)],
    };

    private static IEnumerable<KeyValuePair<string, string?>> Details(ControlChange change) =>
    [
        new("control", change.Control.Name),
        new("change", EnumNames.Of(change.Kind)),
        new("source", EnumNames.Of(change.Source)),
        new("by", change.Control.By),
        new("reason", change.Reason ?? change.Control.Reason),
        new("until", change.Control.Until?.ToString("O", CultureInfo.InvariantCulture)),
        .. Effects(change.Control),
    ];

    private static IEnumerable<KeyValuePair<string, string?>> Effects(RoutingControl control) =>
    [
        new("stop", control.Stop ? "true" : null),
        new("minimumTier", control.MinimumTier),
        new("maxTier", control.MaximumTier),
        new("exactTier", control.ExactTier),
        new("disabledTiers", Joined(control.DisabledTiers)),
        new("disabledEndpoints", Joined(control.DisabledEndpoints)),
        new("maxRequestsPerMinute", control.MaxRequestsPerMinute?.ToString(CultureInfo.InvariantCulture)),
        new("maxCostPerHour", control.MaxCostPerHour?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string? Joined(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(',', names);
}
