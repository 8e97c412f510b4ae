namespace TieredRouting;

/// <summary>Reads a tier of the routing section.</summary>
internal static class TierSection
{
    public static void Read(SectionScope scope, TieredRoutingOptions options, string name)
    {
        if (!options.Tiers.TryGetValue(name, out var tier))
            options.Tiers.Add(name, tier = new TierOptions());
        foreach (var (endpointName, endpoint) in scope.Objects("endpoints"))
        {
            if (!tier.Endpoints.TryGetValue(endpointName, out var declared))
                tier.Endpoints.Add(endpointName, declared = new EndpointOptions());
            ReadEndpoint(endpoint, declared, options);
        }

        scope.Finish();
    }

    private static void ReadEndpoint(SectionScope scope, EndpointOptions endpoint, TieredRoutingOptions options)
    {
        if (scope.Object("client") is { } client)
            ReadClient(client, endpoint);
        if (scope.Object("price") is { } price)
            ReadPrice(price, endpoint);
        endpoint.Regions = scope.Texts("regions") ?? endpoint.Regions;
        endpoint.AllowsSensitive = scope.Flag("allowsSensitive") ?? endpoint.AllowsSensitive;
        endpoint.ContextWindow = scope.Whole("contextWindow") ?? endpoint.ContextWindow;
        endpoint.MaxOutputTokens = scope.Whole("maxOutputTokens") ?? endpoint.MaxOutputTokens;
        scope.Inert("weight", options.SectionWarnings);
        scope.Inert("limits", options.SectionWarnings);
        scope.Finish();
    }

    private static void ReadClient(SectionScope scope, EndpointOptions endpoint)
    {
        var kind = scope.Text("kind");
        var (key, model) = (scope.Text("key"), scope.Text("model"));
        // An endpoint keeps its client, handed over in code, under another model.
        (endpoint.ClientKey, endpoint.Model, endpoint.UsesCaptured) = (key, model, kind == "service" && key is null);
        if (key is not null || kind == "model")
            endpoint.Client = null;
        scope.Errors.Require(kind is "service" or "model", $"{scope.Path}.kind", $"must be 'service' or 'model', not '{kind}': no factory makes another kind here");
        scope.Errors.Require(kind != "model" || model is not null, $"{scope.Path}.model", "is required by the kind 'model'");
        scope.Finish();
    }

    private static void ReadPrice(SectionScope scope, EndpointOptions endpoint)
    {
        var (input, output) = (scope.Number("input") ?? endpoint.Price?.Input, scope.Number("output") ?? endpoint.Price?.Output);
        scope.Errors.Require(input is not null, $"{scope.Path}.input", "is required");
        scope.Errors.Require(output is not null, $"{scope.Path}.output", "is required");
        endpoint.Price = new TierPrice(input ?? 0, output ?? 0, scope.Number("cachedInput") ?? endpoint.Price?.CachedInput);
        scope.Finish();
    }
}
