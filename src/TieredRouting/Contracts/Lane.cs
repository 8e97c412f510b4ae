using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Which endpoints and which tools a request may use.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Lane>))]
public enum Lane
{
    /// <summary>All that the contract allows.</summary>
    Standard,

    /// <summary>Only endpoints that allow sensitive content, and only tools that read.</summary>
    Sensitive,
}
