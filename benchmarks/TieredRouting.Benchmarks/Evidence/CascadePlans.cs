namespace TieredRouting.Benchmarks.Evidence;

/// <summary>The cascades that may be certified: cheap endpoints whose answers have to agree, or one alone, else the strong one.</summary>
internal static class CascadePlans
{
    public const string TwoAgree = "two agree";

    private const string AnswerSchema = """{ "type": "object", "required": [ "answer" ], "properties": { "answer": {} } }""";

    private static readonly (string Endpoint, decimal Input, decimal Output)[] Cheap =
    [
        ("nano-a", 0.15m, 0.60m), ("nano-b", 0.075m, 0.30m), ("nano-c", 0.25m, 1.25m),
    ];

    public static IReadOnlyList<(string Name, string File, IReadOnlyList<(string Name, RoutedSet Routed)> Plans)> Sets { get; } =
    [
        ("GSM8K", "zeroeval/gsm.recordings.jsonl.gz", Plans("zeroeval/gsm.recordings.jsonl.gz", "gsm-answer")),
        ("CRUXEval", "zeroeval/crux.recordings.jsonl.gz", Plans("zeroeval/crux.recordings.jsonl.gz", "crux-answer")),
    ];

    /// <summary>From the most careful to the cheapest.</summary>
    private static (string Name, RoutedSet Routed)[] Plans(string file, string contract) =>
    [
        ("three agree", Plan(file, contract, 3)),
        (TwoAgree, Plan(file, contract, 2)),
        ("one alone", Plan(file, contract, 1)),
    ];

    private static RoutedSet Plan(string file, string contract, int endpoints) => new(contract, file, routing => routing
        .AddTier("nano", tier =>
        {
            foreach (var (endpoint, input, output) in Cheap.Take(endpoints))
                tier.AddEndpoint(endpoint, one => one.UseModel(endpoint).PricedAt(input, output));
        })
        .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("full").PricedAt(input: 5m, output: 15m)))
        .AddContract(contract, declared =>
        {
            declared.ForIntent(TaskIntent.Extract).WithSchema(AnswerSchema).ReadTolerantly();
            if (endpoints > 1)
                declared.CheckDisagreement(endpoints, agreeOn: "/answer");
        }));
}
