namespace TieredRouting.Configuration;

/// <summary>Reads a tier of the routing section.</summary>
internal static class TierSection
{
    public static void Read(SectionScope scope, TieredRoutingOptions options, string name)
    {
        if (!options.Tiers.TryGetValue(name, out var tier))
            options.Tiers.Add(name, tier = new TierOptions());
        tier.Choice = scope.Choice<EndpointChoice>("choice") ?? tier.Choice;
        tier.ReservedForJudgement = (double?)scope.Number("reservedForJudgement") ?? tier.ReservedForJudgement;
        foreach (var (endpointName, endpoint) in scope.Map("endpoints"))
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
            ReadClient(client, endpoint, options.ClientKinds);
        if (scope.Object("price") is { } price)
            ReadPrice(price, endpoint);
        endpoint.Regions = scope.Texts("regions") ?? endpoint.Regions;
        endpoint.AllowsSensitive = scope.Flag("allowsSensitive") ?? endpoint.AllowsSensitive;
        endpoint.ContextWindow = scope.Whole("contextWindow") ?? endpoint.ContextWindow;
        endpoint.MaxOutputTokens = scope.Whole("maxOutputTokens") ?? endpoint.MaxOutputTokens;
        endpoint.Weight = scope.Whole("weight") ?? endpoint.Weight;
        if (scope.Object("limits") is { } limits)
            ReadLimits(limits, endpoint);
        if (scope.Object("circuit") is { } circuit)
            ReadCircuit(circuit, endpoint);
        scope.Finish();
    }

    private static void ReadLimits(SectionScope scope, EndpointOptions endpoint)
    {
        var declared = endpoint.Limits;
        endpoint.Limits = new EndpointLimits(
            scope.Whole("concurrency") ?? declared?.Concurrency,
            scope.Whole("requestsPerMinute") ?? declared?.RequestsPerMinute,
            scope.Long("tokensPerMinute") ?? declared?.TokensPerMinute);
        scope.Finish();
    }

    private static void ReadCircuit(SectionScope scope, EndpointOptions endpoint)
    {
        var declared = endpoint.Circuit;
        endpoint.Circuit = new CircuitSettings(
            scope.Whole("failures") ?? declared.Failures,
            scope.Time("openFor") ?? declared.OpenFor,
            scope.Time("longestWait") ?? declared.LongestWait);
        scope.Finish();
    }

    private static void ReadClient(SectionScope scope, EndpointOptions endpoint, ClientKinds kinds)
    {
        var kind = scope.Text("kind");
        var (key, model, address, variable) = (scope.Text("key"), scope.Text("model"), ReadAddress(scope), scope.Text("apiKeyVariable"));
        scope.Finish();
        if (kind is not null && kinds.Knows(kind))
            endpoint.UseMade(new EndpointClientSettings(kind) { Model = model, Endpoint = address, ApiKeyVariable = variable, Key = key });
        else if (kind == "service")
            endpoint.UseService(key, model);
        else if (kind == "model")
            endpoint.UseModel(model);
        scope.Require(kind is "service" or "model" || (kind is not null && kinds.Knows(kind)), "kind", $"{Unknown(kind, kinds)}");
        scope.Require(kind != "model" || model is not null, "model", "is required by the kind 'model'");
    }

    private static Uri? ReadAddress(SectionScope scope)
    {
        if (scope.Text("endpoint") is not { } text)
            return null;
        var absolute = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        scope.Require(absolute, "endpoint", "must be an address that begins with http:// or https://");
        return address;
    }

    private static string Unknown(string? kind, ClientKinds kinds)
    {
        var known = string.Join(", ", kinds.Names.Union(["service", "model"]).Order(StringComparer.Ordinal));
        return kind is null ? $"is required; known: {known}" : $"'{kind}' is not known; known: {known}. AddClientKind adds one";
    }

    private static void ReadPrice(SectionScope scope, EndpointOptions endpoint)
    {
        var (input, output) = (scope.Number("input") ?? endpoint.Price?.Input, scope.Number("output") ?? endpoint.Price?.Output);
        scope.Require(input is not null, "input", "is required");
        scope.Require(output is not null, "output", "is required");
        endpoint.Price = new TierPrice(input ?? 0, output ?? 0, scope.Number("cachedInput") ?? endpoint.Price?.CachedInput);
        scope.Finish();
    }
}
