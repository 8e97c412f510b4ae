using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What of a request is kept for the person who decides.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HeldContent>))]
public enum HeldContent
{
    /// <summary>The messages as they came in; the default.</summary>
    AsIs,

    /// <summary>The text of the messages, without what the policy lane's detectors find in it. A draft is kept as it is: it is what would go out.</summary>
    Redacted,
}
