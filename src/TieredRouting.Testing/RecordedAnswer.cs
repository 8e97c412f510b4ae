namespace TieredRouting.Testing;

/// <summary>One real answer of one endpoint.</summary>
/// <param name="Text">What it said, broken or not.</param>
/// <param name="Correct">Whether that was right.</param>
/// <param name="InputTokens">The input tokens it used.</param>
/// <param name="OutputTokens">The output tokens it used.</param>
/// <param name="LatencyMs">How long it took, in milliseconds, or <see langword="null"/> where that was not recorded.</param>
public sealed record RecordedAnswer(string Text, bool Correct, int InputTokens, int OutputTokens, double? LatencyMs = null);
