using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Whose requests share a budget.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<BudgetScope>))]
public enum BudgetScope
{
    /// <summary>All of them share one.</summary>
    All,

    /// <summary>Each contract has one.</summary>
    Contract,

    /// <summary>Each cohort that requests state has one.</summary>
    Cohort,

    /// <summary>Each tier of users that requests state has one.</summary>
    UserTier,

    /// <summary>Each workflow that requests state has one.</summary>
    Workflow,
}
