using System.Text.Json;

namespace TieredRouting.Evaluation.Tests;

/// <summary>Ladders, contracts and recordings for tests.</summary>
internal static class Given
{
    private const string Schema = """{ "type": "object", "properties": { "n": { "type": "integer" } }, "required": [ "n" ] }""";

    /// <summary>Two tiers at 1 and 10 for a million tokens; a contract with a schema, one of free text, one of risk work.</summary>
    public static void Ladder(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseModel("n").PricedAt(1m, 1m)))
        .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("f").PricedAt(10m, 10m)))
        .AddContract("number", contract => contract.ForIntent(TaskIntent.Extract).WithSchema(Schema).AtMost(attempts: 2))
        .AddContract("text", contract => contract.ForIntent(TaskIntent.Classify))
        .AddContract("risk", contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High));

    public static RoutingEvaluation Evaluation(Action<TieredRoutingBuilder>? more = null, EvaluationOptions? options = null) => new(
        routing =>
        {
            Ladder(routing);
            more?.Invoke(routing);
        },
        options);

    /// <summary>An answer of 100 tokens in and 100 out: 0.0002 on nano, 0.002 on full.</summary>
    public static string Answer(string text, bool correct = true, double? latencyMs = null) =>
        JsonSerializer.Serialize(new { text, correct, inputTokens = 100, outputTokens = 100, latencyMs });

    public static string Recording(string id, string contract, string nano, string? full = null, string cohort = "c", string? workflow = null, string text = "?")
    {
        var answers = full is null ? $"\"nano-a\":[{nano}]" : $"\"nano-a\":[{nano}],\"full-a\":[{full}]";
        var works = workflow is null ? string.Empty : $",\"workflow\":\"{workflow}\"";
        return $$$"""{"id":"{{{id}}}","contract":"{{{contract}}}","cohort":"{{{cohort}}}","text":"{{{text}}}"{{{works}}},"gold":"1","answers":{{{{answers}}}}}""";
    }
}
