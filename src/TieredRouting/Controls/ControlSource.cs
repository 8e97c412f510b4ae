namespace TieredRouting.Controls;

/// <summary>Where a control came from.</summary>
internal enum ControlSource
{
    Code,
    Configuration,
}
