using System.Text.Json.Serialization;

namespace TieredRouting.Signals;

/// <summary>What one deviation of a counted feature from its mean adds to a score.</summary>
[method: JsonConstructor]
internal readonly record struct FeatureWeight(double Mean, double Deviation, double Weight);
