using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>The <c>type</c> keyword. An integer is a number without fraction, however it was written: 1.0 and 1e2 are integers.</summary>
internal static class TypeCheck
{
    public static readonly string[] Names = ["array", "boolean", "integer", "null", "number", "object", "string"];

    public static NodeCheck Create(JsonElement value)
    {
        string[] names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(name => name.GetString()!)] : [value.GetString()!];
        var rule = $"expected {string.Join(" or ", names)}";
        var integers = names.Contains("integer");
        var types = names.Select(TokenTypeOf).ToArray();
        return token => Array.IndexOf(types, token.Type) >= 0 || (integers && IsInteger(token)) ? null : rule;
    }

    /// <summary>Integers have no token type of their own: all numbers are kept alike, so that 1 equals 1.0.</summary>
    private static JTokenType TokenTypeOf(string name) => name switch
    {
        "array" => JTokenType.Array,
        "boolean" => JTokenType.Boolean,
        "null" => JTokenType.Null,
        "number" => JTokenType.Float,
        "object" => JTokenType.Object,
        "string" => JTokenType.String,
        _ => JTokenType.Undefined,
    };

    private static bool IsInteger(JToken token) => token is JValue value && value.Value switch
    {
        decimal exact => decimal.Truncate(exact) == exact,
        double large => Math.Floor(large).Equals(large),
        _ => false,
    };
}
