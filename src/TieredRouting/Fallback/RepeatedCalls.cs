using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>
/// Notices a tool loop that goes nowhere: the same call, with the same arguments, for the third time in a row in one route. Its result has been there twice.
/// </summary>
internal static class RepeatedCalls
{
    private const int Most = 3;

    /// <summary>Whether one of an answer's calls is the third of its kind in a row.</summary>
    /// <param name="earlier">The messages before it, with the calls of its route.</param>
    /// <param name="route">The route.</param>
    /// <param name="asked">The answer's calls, in order.</param>
    public static bool Stall(IReadOnlyList<ChatMessage> earlier, string route, IEnumerable<FunctionCallContent> asked)
    {
        var (last, times) = Latest(RouteStamp.CallsOf(earlier, route));
        foreach (var call in asked)
        {
            times = last is not null && AreSame(last, call) ? times + 1 : 1;
            last = call;
            if (times >= Most)
                return true;
        }

        return false;
    }

    private static (FunctionCallContent? Call, int Times) Latest(IEnumerable<FunctionCallContent> calls)
    {
        var latest = (Call: (FunctionCallContent?)null, Times: 0);
        foreach (var call in calls)
            latest = (call, latest.Call is not null && AreSame(latest.Call, call) ? latest.Times + 1 : 1);
        return latest;
    }

    private static bool AreSame(FunctionCallContent one, FunctionCallContent other)
    {
        var (left, right) = (one.Arguments, other.Arguments);
        if (one.Name != other.Name || (left?.Count ?? 0) != (right?.Count ?? 0))
            return false;
        return left is null || right is null || left.All(argument => right.TryGetValue(argument.Key, out var value) && AreSame(argument.Value, value));
    }

    /// <summary>What came as an object may have travelled as JSON since.</summary>
    private static bool AreSame(object? one, object? other) => (one, other) switch
    {
        (JsonElement left, JsonElement right) => JsonElement.DeepEquals(left, right),
        _ => string.Equals(TextOf(one), TextOf(other), StringComparison.Ordinal),
    };

    private static string? TextOf(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Null } => null,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        JsonElement json => json.GetRawText(),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
