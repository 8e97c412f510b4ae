using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What tells how likely an answer of the cheap tier is right. Each goes from 0 to 1, higher is surer.</summary>
[Experimental(CertifiedThreshold.Unsettled)]
[JsonConverter(typeof(CamelCaseEnumConverter<AcceptanceScore>))]
public enum AcceptanceScore
{
    /// <summary>Nothing but the checks of the contract: an answer that passes them has 1.</summary>
    Validity,

    /// <summary>What the model says of itself, or the provider of it: low is 0, medium 0.5, high 1; what is unavailable reaches no threshold.</summary>
    Confidence,

    /// <summary>Whether the passes of the contract's disagreement check say the same: 1 where they do.</summary>
    Agreement,

    /// <summary>
    /// How easy the request is, as the contract's difficulty model has learnt it: one minus the signal <see cref="SignalNames.Difficulty"/>, to six places. It is known before the tier is asked; what is unavailable reaches no
    /// threshold.
    /// </summary>
    Ease,
}
