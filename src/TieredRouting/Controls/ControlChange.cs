namespace TieredRouting.Controls;

/// <summary>Something that happened to a control.</summary>
/// <param name="Kind">What.</param>
/// <param name="Control">The control as it is now, or as it was where it no longer holds.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Reason">Why it was lifted, where somebody said so.</param>
internal sealed record ControlChange(ControlChangeKind Kind, RoutingControl Control, ControlSource Source, string? Reason = null);
