using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>
/// Equality as JSON Schema has it: 1 and 1.0 are equal, 1 and "1" are not, and the order of properties does not count.
/// Hashing keeps <c>uniqueItems</c> linear, since a model decides how long an array is.
/// </summary>
internal sealed class TokenEquality : IEqualityComparer<JToken>
{
    public static TokenEquality Instance { get; } = new();

    public bool Equals(JToken? x, JToken? y) => (x, y) switch
    {
        (JObject left, JObject right) => SameProperties(left, right),
        (JArray left, JArray right) => left.Count == right.Count && left.SequenceEqual(right, this),
        (JValue left, JValue right) => Equals(left.Value, right.Value),
        _ => false,
    };

    public int GetHashCode(JToken obj) => obj switch
    {
        JObject properties => properties.Properties().Aggregate(1, (hash, property) => hash ^ HashCode.Combine(property.Name, GetHashCode(property.Value))),
        JArray items => items.Aggregate(2, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        _ => ((JValue)obj).Value?.GetHashCode() ?? 0,
    };

    private bool SameProperties(JObject left, JObject right) =>
        left.Count == right.Count
        && left.Properties().All(property => right.TryGetValue(property.Name, StringComparison.Ordinal, out var other) && Equals(property.Value, other));
}
