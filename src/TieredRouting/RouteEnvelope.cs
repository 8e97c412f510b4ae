using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>How a route and an approval travel on an answer: as properties that the host's default JSON options can write and read.</summary>
internal static class RouteEnvelope
{
    public const string Route = "tiered_routing.route";
    public const string Approval = "tiered_routing.approval";
    public const string ApprovalRoute = "tiered_routing.approval_route";
    public const string ApprovalKind = "tiered_routing.approval_kind";

    /// <summary>The finish reason of an answer that waits for a person.</summary>
    public const string Held = "tiered_routing.held";

    public static void Attach(AdditionalPropertiesDictionary properties, RouteResult route)
    {
        // Without reflection the host cannot write a type of ours: it gets the JSON itself. With it, nothing is written until somebody stores the answer.
        properties[Route] = JsonSerializer.IsReflectionEnabledByDefault
            ? route
            : JsonSerializer.SerializeToElement(route, RouteJsonContext.Default.RouteResult);
    }

    public static RouteResult? RouteIn(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(Route, out var value) != true ? null
        : value switch
        {
            RouteResult route => route,
            JsonElement { ValueKind: JsonValueKind.Object } json => FromJson(json),
            _ => null,
        };

    public static string? Text(AdditionalPropertiesDictionary? properties, string name) =>
        properties?.TryGetValue(name, out var value) != true ? null
        : value switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
            _ => null,
        };

    private static RouteResult? FromJson(JsonElement json)
    {
        try
        {
            return json.Deserialize(RouteJsonContext.Default.RouteResult) is { } route
                ? route with { FromCache = JsonSerializer.IsReflectionEnabledByDefault }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
