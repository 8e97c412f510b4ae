using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>A routing section of many contracts, each with what a contract usually says, a schema of some 300 bytes among it.</summary>
internal static class ScaleSection
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"feature-{number:00000}");

    public static byte[] Write(int contracts, bool sameSchema, string changedStart) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object> { ["TieredRouting"] = Section(contracts, sameSchema, changedStart) },
        Indented);

    /// <summary>The schema of one contract, or of all.</summary>
    public static string Schema(int number, bool same)
    {
        var field = same ? "reference" : string.Create(CultureInfo.InvariantCulture, $"reference{number:00000}");
        return $$$$"""
            {"type":"object","additionalProperties":false,"required":["{{{{field}}}}","amount","kind"],"properties":{"{{{{field}}}}":{"type":"string","maxLength":40},"amount":{"type":"number","minimum":0},"kind":{"enum":["order","offer","complaint"]},"notes":{"type":"array","items":{"type":"string"},"maxItems":5}}}
            """;
    }

    public static void DeclareTiers(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseModel("small-1").PricedAt(0.20m, 1.25m))
        .AddTier("mini", tier => tier.UseModel("middle-1").PricedAt(0.75m, 4.50m))
        .AddTier("full", tier => tier.UseModel("large-1").PricedAt(2.50m, 15m));

    /// <summary>The same contract in code; rules written as data stand in configuration only.</summary>
    public static void Declare(TieredRoutingBuilder routing, int number, bool sameSchema) => routing.AddContract(NameOf(number), contract => contract
        .OwnedBy("operations")
        .ForIntent(TaskIntent.Extract)
        .StartAt("nano")
        .WithTiers(max: "full")
        .WithMaxOutput(400)
        .WithRisk(business: RiskLevel.Low)
        .WithSchema(Schema(number, sameSchema))
        .On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate())
        .On(Trigger.Timeout, then => then.SwitchTo("mini"))
        .AtMost(attempts: 3, cost: 0.05m)
        .WithPrompt("Extract the reference, the amount and the kind of the request."));

    private static Dictionary<string, object> Section(int contracts, bool sameSchema, string changedStart) => new()
    {
        ["version"] = 1,
        ["ladder"] = (string[])["nano", "mini", "full"],
        ["tiers"] = new Dictionary<string, object> { ["nano"] = Tier("nano-a", "small-1", 0.20), ["mini"] = Tier("mini-a", "middle-1", 0.75), ["full"] = Tier("full-a", "large-1", 2.50) },
        ["contracts"] = Enumerable.Range(0, contracts).ToDictionary(NameOf, number => Contract(number, sameSchema, number == contracts / 2 ? changedStart : "nano")),
        ["controls"] = new { minimumTier = "nano" },
    };

    private static object Tier(string endpoint, string model, double price) => new
    {
        endpoints = new Dictionary<string, object> { [endpoint] = new { client = new { kind = "model", model }, price = new { input = price, output = 5 * price }, contextWindow = 128000 } },
    };

    private static object Contract(int number, bool sameSchema, string start) => new
    {
        owner = "operations",
        intent = "extract",
        startTier = start,
        maxTier = "full",
        maxOutputTokens = 400,
        schema = Schema(number, sameSchema),
        risk = new { business = "low" },
        fallback = new
        {
            maxAttempts = 3,
            maxCost = 0.05,
            on = new { schemaFailure = new { retrySameTier = 1, then = "escalate" }, timeout = new { then = "switchTo", tier = "mini" } },
        },
        rules = new[] { new { name = "weak-retrieval", when = new { retrievalConfidence = new { below = 0.5 } }, require = new { tier = "mini" } } },
        prompt = new { id = NameOf(number), version = "3", instructions = "Extract the reference, the amount and the kind of the request." },
    };
}
