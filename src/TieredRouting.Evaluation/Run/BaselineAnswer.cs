namespace TieredRouting.Evaluation;

/// <summary>The first recorded answer of an endpoint: whether it is right, and what it cost.</summary>
internal sealed record BaselineAnswer(bool Correct, decimal Cost);
