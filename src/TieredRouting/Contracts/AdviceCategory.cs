using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>A kind of advice that an answer may be forbidden to give.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AdviceCategory>))]
public enum AdviceCategory
{
    /// <summary>Doses, diagnoses, and what to do about medicine or treatment.</summary>
    Medical,

    /// <summary>What to do about courts, charges, contracts and rights.</summary>
    Legal,

    /// <summary>What to buy, sell or put money into, and promised returns.</summary>
    Financial,

    /// <summary>How to hurt people, oneself or things, make weapons or drugs, break into accounts and the like.</summary>
    Dangerous,
}
