using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>How the JSON of an answer is read where there is a schema.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AnswerReading>))]
public enum AnswerReading
{
    /// <summary>The whole trimmed text, else the only fenced block, as strict JSON; nothing is repaired. The default.</summary>
    Strict,

    /// <summary>
    /// Where strict reading finds no JSON, also raw control characters and invalid backslash escapes inside strings (taken literally),
    /// trailing commas, and text before and after the only object or array. What was read so must satisfy the schema all the
    /// same, and the attempt says that it was repaired.
    /// </summary>
    Tolerant,
}
