using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>A call that was read and found in order, and has not begun.</summary>
/// <param name="Routed">Its contract.</param>
/// <param name="Request">What came in.</param>
/// <param name="AdoptedSchema">The caller's schema, where the contract has none.</param>
internal readonly record struct ReceivedRequest(RoutedContract Routed, SignalRequest Request, AdoptedSchema? AdoptedSchema)
{
    /// <summary>The model call that chose the contract, or tried to; <see langword="null"/> where none was made.</summary>
    public Classification? Classified { get; init; }
}
