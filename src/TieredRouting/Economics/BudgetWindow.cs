using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>The time over which a budget is kept. It slides: it always ends now.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<BudgetWindow>))]
public enum BudgetWindow
{
    /// <summary>The last hour, in steps of a minute.</summary>
    Hour,

    /// <summary>The last 24 hours, in steps of a quarter of an hour.</summary>
    Day,
}
