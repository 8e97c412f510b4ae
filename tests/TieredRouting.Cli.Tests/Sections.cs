namespace TieredRouting.Cli.Tests;

/// <summary>Routing sections for tests.</summary>
internal static class Sections
{
    /// <summary>Three tiers and the contracts given.</summary>
    public static string With(string contracts, string others = "") => $$"""
        { "TieredRouting": { "version": 1, "ladder": [ "nano", "mini", "full" ],
          "tiers": {
            "nano": { "endpoints": { "nano-a": { "client": { "kind": "openai", "endpoint": "http://127.0.0.1:1/v1", "model": "n", "apiKeyVariable": "NOBODY_SET_THIS" }, "price": { "input": 0.2, "output": 1.25 } } } },
            "mini": { "endpoints": { "mini-a": { "client": { "kind": "service", "key": "mini" }, "price": { "input": 0.75, "output": 4.5 } } } },
            "full": { "endpoints": { "full-a": { "client": { "kind": "somebody-elses" }, "price": { "input": 2.5, "output": 15 } } } } },
          "contracts": { {{contracts}} } {{others}} } }
        """;

    public static string Simple { get; } = With("""
        "faq": { "intent": "answer", "startTier": "nano", "quality": { "minimumScore": 0.9 }, "gates": [] },
        "extract": { "intent": "extract", "schema": { "type": "object", "properties": { "n": { "type": "integer" } } } }
        """);
}
