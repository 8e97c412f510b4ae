using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a tool can do to the world.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ToolRisk>))]
public enum ToolRisk
{
    /// <summary>It only reads.</summary>
    Read,

    /// <summary>It changes something. A tool that says nothing of itself counts as this.</summary>
    Write,

    /// <summary>It changes or removes what exists.</summary>
    Destructive,
}
