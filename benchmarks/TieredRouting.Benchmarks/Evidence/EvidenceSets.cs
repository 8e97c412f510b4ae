namespace TieredRouting.Benchmarks.Evidence;

/// <summary>The ways of routing that the page compares.</summary>
internal static class EvidenceSets
{
    private const string Gsm = "zeroeval/gsm.recordings.jsonl.gz";
    private const string Crux = "zeroeval/crux.recordings.jsonl.gz";
    private const string Rereading = BoxedAnswers.File;
    private const string AnswerSchema = """{ "type": "object", "required": [ "answer" ], "properties": { "answer": {} } }""";

    public static IReadOnlyList<RoutedSet> All { get; } =
    [
        new("GSM8K: two cheap vendors agree, else strong", Gsm, routing => TwoVendors(routing).AddContract("gsm-answer", Agreeing)),
        new("CRUXEval: two cheap vendors agree, else strong", Crux, routing => TwoVendors(routing).AddContract("crux-answer", Agreeing)),
        new("GSM8K: a schema alone, else strong", Gsm, routing => OneVendor(routing).AddContract("gsm-answer", Json)),
        new("GSM8K: two prompts of one model agree, else strong", Rereading, routing => OneVendor(routing).AddContract("gsm-boxed", contract => Boxed(contract, passes: 2))),
        new("GSM8K: four prompts of one model agree, else strong", Rereading, routing => OneVendor(routing).AddContract("gsm-boxed", contract => Boxed(contract, passes: 4))),
    ];

    private static TieredRoutingBuilder TwoVendors(TieredRoutingBuilder routing) => Strong(routing.AddTier("nano", tier => tier
        .AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(input: 0.15m, output: 0.60m))
        .AddEndpoint("nano-b", endpoint => endpoint.UseModel("b").PricedAt(input: 0.075m, output: 0.30m))));

    private static TieredRoutingBuilder OneVendor(TieredRoutingBuilder routing) => Strong(routing.AddTier("nano", tier => tier
        .AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(input: 0.15m, output: 0.60m))));

    private static TieredRoutingBuilder Strong(TieredRoutingBuilder routing) => routing.AddTier("full", tier => tier
        .AddEndpoint("full-a", endpoint => endpoint.UseModel("full").PricedAt(input: 5m, output: 15m)));

    private static void Json(ContractBuilder contract) => contract.ForIntent(TaskIntent.Extract).WithSchema(AnswerSchema).ReadTolerantly();

    private static void Agreeing(ContractBuilder contract)
    {
        Json(contract);
        contract.CheckDisagreement(passes: 2, agreeOn: "/answer");
    }

    /// <summary>One endpoint's successive answers are its passes.</summary>
    private static void Boxed(ContractBuilder contract, int passes)
    {
        Json(contract);
        contract.CheckDisagreement(passes, agreeOn: "/answer");
    }
}
