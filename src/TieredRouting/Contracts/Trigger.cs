using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Why an answer was not acceptable.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Trigger>))]
public enum Trigger
{
    /// <summary>The answer is not JSON, or breaks its schema.</summary>
    SchemaFailure,

    /// <summary>The model is unsure of its answer, or nothing can be told about its confidence.</summary>
    LowConfidence,

    /// <summary>Two passes answered differently.</summary>
    Disagreement,

    /// <summary>The endpoint took too long; or longer than the caller was willing to wait, and then the attempt's error is <c>cancelled</c>.</summary>
    Timeout,

    /// <summary>An answer that streams came to a halt: more of it did not come within the contract's time. Three identical tool calls will be one too; they are not raised yet.</summary>
    Stalled,

    /// <summary>The endpoint reported an error that another attempt may mend.</summary>
    ProviderError,

    /// <summary>A gate refused the answer.</summary>
    GateFailure,

    /// <summary>The model declined to answer.</summary>
    Refusal,

    /// <summary>The answer was cut off at its length limit.</summary>
    Truncated,

    /// <summary>The request is T2. It acts only where the contract names it, before any attempt.</summary>
    HighRisk,

    /// <summary>No attempt is left: the bounds are reached or no tier remains.</summary>
    Exhausted,
}
