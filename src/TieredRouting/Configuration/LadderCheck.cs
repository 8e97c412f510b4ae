namespace TieredRouting.Configuration;

/// <summary>Checks what was declared of the ladder, tiers and endpoints.</summary>
internal static class LadderCheck
{
    /// <summary>Beyond this a time limit is a mistake, and timers refuse some of it.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    private const int HeaviestWeight = 1_000_000;

    private const decimal HighestPrice = 1_000_000m;

    public static void Check(TieredRoutingOptions options, bool hasCapturedClient, ConfigurationErrors errors)
    {
        errors.Require(options.Ladder.Count > 0, "ladder", "must name at least one tier");
        errors.Require(options.ExtractorTimeLimit > TimeSpan.Zero && options.ExtractorTimeLimit <= LongestTime, "extractorTimeLimit", "must be above zero and at most a day");
        errors.Require(options.Currency.Length == 3 && options.Currency.All(char.IsAsciiLetter), "currency", $"must be a three-letter code, not '{options.Currency}'");
        CheckNames(options, errors);
        if (options.Classifier is { } classifier)
            RequireEndpointOf(options, "classifier", classifier.Tier, classifier.Endpoint, errors);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (tierName, tier) in options.Tiers)
        {
            var path = $"tiers.{tierName}";
            errors.Require(tier.Endpoints.Count > 0, $"{path}.endpoints", "must name at least one endpoint: UseModel, UseClient or AddEndpoint");
            errors.Require(tier.ReservedForJudgement is >= 0 and < 1, $"{path}.reservedForJudgement", "must be a share from 0 to below 1");
            foreach (var (name, endpoint) in tier.Endpoints)
            {
                errors.Require(names.Add(name), $"{path}.endpoints.{name}", "has the name of another endpoint of the ladder");
                if (options.ClientKinds.StandIn is null)
                    CheckClient(endpoint, options, hasCapturedClient, $"{path}.endpoints.{name}", errors);
                Check(endpoint, $"{path}.endpoints.{name}", errors);
            }
        }
    }

    /// <summary>Names a tier that somebody speaks of and that is not on the ladder.</summary>
    public static void RequireTier(TieredRoutingOptions options, string path, string? tier, ConfigurationErrors errors)
    {
        if (tier is not null && !options.Ladder.Contains(tier, StringComparer.OrdinalIgnoreCase))
            errors.Add(path, $"names the tier '{tier}', which is not on the ladder; known: {string.Join(", ", options.Ladder)}");
    }

    /// <summary>Names an endpoint that somebody speaks of and that no tier has.</summary>
    public static void RequireEndpoint(TieredRoutingOptions options, string path, string endpoint, ConfigurationErrors errors)
    {
        var known = options.Tiers.Values.SelectMany(tier => tier.Endpoints.Keys).ToList();
        if (!known.Contains(endpoint, StringComparer.OrdinalIgnoreCase))
            errors.Add(path, $"names the endpoint '{endpoint}', which no tier has; known: {KnownNames.Of(known)}");
    }

    /// <summary>Names a tier or an endpoint that is to do work of its own and that is not there.</summary>
    public static void RequireEndpointOf(TieredRoutingOptions options, string path, string? tier, string? endpoint, ConfigurationErrors errors)
    {
        RequireTier(options, $"{path}.tier", tier, errors);
        var endpoints = options.Tiers.Where(one => tier is null || one.Key.Equals(tier, StringComparison.OrdinalIgnoreCase)).SelectMany(one => one.Value.Endpoints.Keys).ToList();
        errors.Require(endpoint is null || endpoints.Contains(endpoint, StringComparer.OrdinalIgnoreCase), $"{path}.endpoint", $"names '{endpoint}', which is no endpoint there; known: {string.Join(", ", endpoints)}");
    }

    /// <summary>Names endpoints without a price, where a limit of cost is to be kept.</summary>
    public static void RequirePrices(TieredRoutingOptions options, string path, ConfigurationErrors errors)
    {
        foreach (var name in options.Tiers.Values.SelectMany(tier => tier.Endpoints).Where(endpoint => endpoint.Value.Price is null).Select(endpoint => endpoint.Key))
            errors.Add(path, $"cannot be kept: the endpoint '{name}' has no price");
    }

    private static void CheckClient(EndpointOptions endpoint, TieredRoutingOptions options, bool hasCapturedClient, string path, ConfigurationErrors errors)
    {
        errors.Require(
            hasCapturedClient || HasItsOwn(endpoint),
            $"{path}.client",
            "needs the captured IChatClient, and none was registered before AddTieredRouting; call services.AddChatClient(...) first, or name a client with UseClient");
        errors.Require(
            endpoint.Model is not null || HasItsOwn(endpoint) || endpoint.UsesCaptured,
            $"{path}.model",
            "is missing: an endpoint on the captured client names its model with UseModel");
        errors.Require(endpoint.ClientKey is null || endpoint.Client is null, $"{path}.client", "names two clients");
        errors.Require(endpoint.ClientKey is null || !options.Contracts.ContainsKey(endpoint.ClientKey), $"{path}.client", $"the key '{endpoint.ClientKey}' is a contract's own client, which is the router itself");
    }

    private static void Check(EndpointOptions endpoint, string path, ConfigurationErrors errors)
    {
        CheckPrice($"{path}.price.input", endpoint.Price?.Input, errors);
        CheckPrice($"{path}.price.output", endpoint.Price?.Output, errors);
        CheckPrice($"{path}.price.cachedInput", endpoint.Price?.CachedInput, errors);
        errors.Require(endpoint.ContextWindow is null or >= 256, $"{path}.contextWindow", "must be 256 tokens or more");
        errors.Require(endpoint.MaxOutputTokens is null or >= 1, $"{path}.maxOutputTokens", "must be 1 token or more");
        errors.Require(!endpoint.Regions.Any(string.IsNullOrWhiteSpace), $"{path}.regions", "holds an empty name");
        errors.Require(endpoint.Weight is >= 0 and <= HeaviestWeight, $"{path}.weight", "must lie between 0 and 1,000,000");
        errors.Require(endpoint.Limits?.Concurrency is null or >= 1, $"{path}.limits.concurrency", "must be 1 or more");
        errors.Require(endpoint.Limits?.RequestsPerMinute is null or >= 1, $"{path}.limits.requestsPerMinute", "must be 1 or more");
        errors.Require(endpoint.Limits?.TokensPerMinute is null or >= 1, $"{path}.limits.tokensPerMinute", "must be 1 or more");
        errors.Require(endpoint.Circuit.Failures >= 1, $"{path}.circuit.failures", "must be 1 or more");
        errors.Require(IsTime(endpoint.Circuit.OpenFor), $"{path}.circuit.openFor", "must be above zero and at most a day");
        errors.Require(IsTime(endpoint.Circuit.LongestWait), $"{path}.circuit.longestWait", "must be above zero and at most a day");
    }

    /// <summary>Whether a time limit makes sense.</summary>
    public static bool IsTime(TimeSpan time) => time > TimeSpan.Zero && time <= LongestTime;

    private static bool HasItsOwn(EndpointOptions endpoint) => endpoint.Made is not null || endpoint.ClientKey is not null || endpoint.Client is not null;

    /// <summary>The ladder and the tiers name each other.</summary>
    private static void CheckNames(TieredRoutingOptions options, ConfigurationErrors errors)
    {
        foreach (var twice in options.Ladder.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            errors.Add("ladder", $"names '{twice.Key}' twice");
        foreach (var name in options.Ladder.Where(name => !options.Tiers.ContainsKey(name)))
            errors.Add("ladder", $"names '{name}', which is no tier; known: {string.Join(", ", options.Tiers.Keys)}");
        foreach (var name in options.Tiers.Keys.Where(name => !options.Ladder.Contains(name, StringComparer.OrdinalIgnoreCase)))
            errors.Add($"tiers.{name}", "is not on the ladder");
    }

    private static void CheckPrice(string path, decimal? price, ConfigurationErrors errors) =>
        errors.Require(price is null or (>= 0 and <= HighestPrice), path, "must lie between 0 and 1,000,000 for a million tokens");
}
