using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Walks two JSON values side by side until they part.</summary>
internal sealed class ElementAgreement(DisagreementCheck check)
{
    public AgreementResult Compare(JsonElement left, JsonElement right, string at) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => CompareMembers(left, right, at),
        (JsonValueKind.Array, JsonValueKind.Array) when check.Mode == AgreementMode.Set => CompareSets(left, right, at),
        (JsonValueKind.Array, JsonValueKind.Array) => CompareItems(left, right, at),
        (JsonValueKind.Object or JsonValueKind.Array, _) or (_, JsonValueKind.Object or JsonValueKind.Array) => Verdict(false, at),
        (JsonValueKind.String, JsonValueKind.String) => Verdict(Agree(left.GetString()!, right.GetString()!), at),
        _ => Verdict(check.Mode == AgreementMode.Exact ? JsonElement.DeepEquals(left, right) : AnswerValue.Of(left).AgreesWith(AnswerValue.Of(right)), at),
    };

    public bool Agree(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal))
            return true;
        if (check.Mode == AgreementMode.Exact)
            return false;

        var (first, second) = (AnswerValue.Of(left), AnswerValue.Of(right));
        return first.AgreesWith(second) || (check.Mode == AgreementMode.Text && first.IsText && second.IsText && TextSimilarity.Between(first.Text, second.Text) >= check.Similarity);
    }

    private AgreementResult CompareMembers(JsonElement left, JsonElement right, string at)
    {
        var below = JsonPointer.Append(at, "*");
        if (left.GetPropertyCount() != right.GetPropertyCount())
            return AgreementResult.Parted(Parting.Value, at);
        foreach (var member in left.EnumerateObject())
        {
            if (!right.TryGetProperty(member.Name, out var other))
                return AgreementResult.Parted(Parting.Value, at);
            if (Compare(member.Value, other, below) is { Agree: false } parted)
                return parted;
        }

        return AgreementResult.Agreed;
    }

    private AgreementResult CompareItems(JsonElement left, JsonElement right, string at)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return AgreementResult.Parted(Parting.Value, at);
        var index = 0;
        foreach (var (item, other) in left.EnumerateArray().Zip(right.EnumerateArray()))
            if (Compare(item, other, JsonPointer.Append(at, index++)) is { Agree: false } parted)
                return parted;

        return AgreementResult.Agreed;
    }

    /// <summary>
    /// What one list has and the other has not may still be the same amount, marked as money by one of them only. Sorted by the amounts, such pairs stand beside each other.
    /// </summary>
    private AgreementResult CompareSets(JsonElement left, JsonElement right, string at)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
            return AgreementResult.Parted(Parting.Value, at);
        var pairs = ItemsWithout(left, right).Zip(ItemsWithout(right, left));
        return Verdict(pairs.All(pair => Compare(pair.First, pair.Second, at).Agree), at);
    }

    private static IEnumerable<JsonElement> ItemsWithout(JsonElement list, JsonElement other)
    {
        var there = other.EnumerateArray().CountBy(CanonicalJson.Of).ToDictionary(StringComparer.Ordinal);
        return list.EnumerateArray()
            .Select(item => (Item: item, Text: CanonicalJson.Of(item)))
            .Where(item => !TryTake(there, item.Text))
            .OrderBy(item => CanonicalJson.WithoutCurrencies(item.Item), StringComparer.Ordinal)
            .ThenBy(item => item.Text, StringComparer.Ordinal)
            .Select(item => item.Item);
    }

    private static bool TryTake(Dictionary<string, int> counts, string text) => counts.GetValueOrDefault(text) > 0 && counts[text]-- > 0;

    private static AgreementResult Verdict(bool agree, string at) => agree ? AgreementResult.Agreed : AgreementResult.Parted(Parting.Value, at);
}
