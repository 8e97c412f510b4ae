using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What it takes for two answers to agree. Where a mode cannot tell, the answers disagree: an escalation costs less than a wrong answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgreementMode>))]
public enum AgreementMode
{
    /// <summary>
    /// The same values, the default: numbers, amounts of money, lengths, masses, times, percentages, dates and yes or no are compared by what they
    /// mean, other texts without regard to spacing and, save in words that mix cases, to case; lists in their order.
    /// </summary>
    Value,

    /// <summary>As <see cref="Value"/>, with lists in any order, each value as often in one as in the other. In a list, a number without a currency is not an amount of money.</summary>
    Set,

    /// <summary>As <see cref="Value"/>, and texts also agree where they are similar, hold the same numbers, and not only one of them denies something.</summary>
    Text,

    /// <summary>Equal as JSON: numbers by value, texts by each character. For code, identifiers and whatever else depends on case or spacing.</summary>
    Exact,
}
