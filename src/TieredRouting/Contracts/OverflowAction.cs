using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Where a call goes that finds no room within the limits of an endpoint. No attempt is used up by that.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OverflowAction>))]
public enum OverflowAction
{
    /// <summary>To another endpoint of the tier; where there is none, the plan moves on as after a <see cref="Trigger.ProviderError"/>. The default.</summary>
    AnotherEndpoint,

    /// <summary>To another endpoint of the tier; where there is none, it waits for room, first come first served, until the deadline. The passes of a disagreement check do not wait.</summary>
    Wait,

    /// <summary>To a higher tier at once.</summary>
    Escalate,

    /// <summary>Nowhere: the request fails closed with the reason <c>overflow</c>.</summary>
    Reject,
}
