namespace TieredRouting;

/// <summary>Checks what was declared of the ladder, tiers and endpoints.</summary>
internal static class LadderCheck
{
    public static void Check(TieredRoutingOptions options, bool hasCapturedClient, ConfigurationErrors errors)
    {
        errors.Require(options.Ladder.Count > 0, "ladder", "must name at least one tier");
        errors.Require(options.Currency.Length == 3, "currency", $"must be a three-letter code, not '{options.Currency}'");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (tierName, tier) in options.Tiers)
        {
            var path = $"tiers.{tierName}";
            errors.Require(tier.Endpoints.Count > 0, $"{path}.endpoints", "must name at least one endpoint: UseModel, UseClient or AddEndpoint");
            foreach (var (name, endpoint) in tier.Endpoints)
            {
                errors.Require(names.Add(name), $"{path}.endpoints.{name}", "has the name of another endpoint of the ladder");
                Check(endpoint, hasCapturedClient, $"{path}.endpoints.{name}", errors);
            }
        }
    }

    private static void Check(EndpointOptions endpoint, bool hasCapturedClient, string path, ConfigurationErrors errors)
    {
        errors.Require(
            hasCapturedClient || endpoint.ClientKey is not null || endpoint.Client is not null,
            $"{path}.client",
            "needs the captured IChatClient, and none was registered before AddTieredRouting; call services.AddChatClient(...) first, or name a client with UseClient");
        errors.Require(endpoint.ClientKey is null || endpoint.Client is null, $"{path}.client", "names two clients");
        errors.Require(endpoint.Price is not { Input: < 0 }, $"{path}.price.input", "must be zero or more");
        errors.Require(endpoint.Price is not { Output: < 0 }, $"{path}.price.output", "must be zero or more");
        errors.Require(endpoint.Price is not { CachedInput: < 0 }, $"{path}.price.cachedInput", "must be zero or more");
        errors.Require(endpoint.ContextWindow is null or >= 256, $"{path}.contextWindow", "must be 256 tokens or more");
        errors.Require(endpoint.MaxOutputTokens is null or >= 1, $"{path}.maxOutputTokens", "must be 1 token or more");
        errors.Require(!endpoint.Regions.Any(string.IsNullOrWhiteSpace), $"{path}.regions", "holds an empty name");
    }
}
