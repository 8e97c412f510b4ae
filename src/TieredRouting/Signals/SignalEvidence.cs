namespace TieredRouting;

/// <summary>Where a signal was seen: a kind and a place, never the text itself.</summary>
/// <param name="Kind">What was seen, such as <c>email</c>.</param>
/// <param name="Start">The offset into <see cref="SignalRequest.Text"/>, in UTF-16 units.</param>
/// <param name="Length">The length, in UTF-16 units.</param>
public readonly record struct SignalEvidence(string Kind, int Start, int Length);
