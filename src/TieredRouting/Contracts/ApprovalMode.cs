using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>When a person decides whether work goes out. There is no never.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ApprovalMode>))]
public enum ApprovalMode
{
    /// <summary>When the class or a rule asks for it; the default.</summary>
    WhenRequired,

    /// <summary>For every answer of the contract.</summary>
    Always,
}
