namespace TieredRouting.Controls;

/// <summary>What happened to a control.</summary>
internal enum ControlChangeKind
{
    Applied,
    Replaced,
    Lifted,
    Expired,
}
