using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What happens to a request that no allowed tier may serve.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<UnroutableAction>))]
public enum UnroutableAction
{
    /// <summary>Fail with <see cref="RouteFailedClosedException" />; the default.</summary>
    FailClosed,

    /// <summary>Hand it to a person.</summary>
    HumanReview,
}
