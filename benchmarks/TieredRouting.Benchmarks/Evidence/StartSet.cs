namespace TieredRouting.Benchmarks.Evidence;

/// <summary>A ladder and a contract whose starts are compared, on one file of recordings.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="File">The recordings, below the data's folder.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Ladder">The ladder, cheapest first.</param>
/// <param name="Tiers">Its tiers.</param>
/// <param name="Passes">How often the lowest tiers are asked to find out whether they are sure.</param>
internal sealed record StartSet(string Name, string File, string Contract, Action<TieredRoutingBuilder> Ladder, string[] Tiers, int Passes = 1)
{
    private const string Gsm = "zeroeval/gsm.recordings.jsonl.gz";
    private const string Crux = "zeroeval/crux.recordings.jsonl.gz";
    private const string AnswerSchema = """{ "type": "object", "required": [ "answer" ], "properties": { "answer": {} } }""";

    public static IReadOnlyList<StartSet> All { get; } =
    [
        new("GSM8K, two tiers", Gsm, "gsm-answer", Two, ["nano", "full"]),
        new("GSM8K, three tiers", Gsm, "gsm-answer", Three, ["nano", "mini", "full"]),
        new("GSM8K, two vendors agree or it escalates", Gsm, "gsm-answer", Agreeing, ["nano", "full"], Passes: 2),
        new("CRUXEval, two tiers", Crux, "crux-answer", Two, ["nano", "full"]),
        new("CRUXEval, three tiers", Crux, "crux-answer", Three, ["nano", "mini", "full"]),
        new("CRUXEval, two vendors agree or it escalates", Crux, "crux-answer", Agreeing, ["nano", "full"], Passes: 2),
    ];

    /// <summary>Runs the file once for each start.</summary>
    public async Task<StartedRecordings> RunAsync(string data)
    {
        var routes = new Dictionary<string, IReadOnlyList<StartedRoute>>(StringComparer.Ordinal);
        foreach (var tier in Tiers)
            routes[tier] = await StartedRoute.RunAsync(new FileInfo(Path.Combine(data, File)), routing => Declare(routing, contract => contract.StartAt(tier)));
        return new StartedRecordings(this, routes);
    }

    public void Declare(TieredRoutingBuilder routing, Action<ContractBuilder> start)
    {
        Ladder(routing);
        routing.AddContract(Contract, contract =>
        {
            contract.ForIntent(TaskIntent.Extract).WithSchema(AnswerSchema).ReadTolerantly();
            if (Passes > 1)
                contract.CheckDisagreement(Passes, agreeOn: "/answer");
            start(contract);
        });
    }

    private static void Two(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(input: 0.15m, output: 0.60m)))
        .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("full").PricedAt(input: 5m, output: 15m)));

    private static void Three(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.AddEndpoint("nano-b", endpoint => endpoint.UseModel("b").PricedAt(input: 0.075m, output: 0.30m)))
        .AddTier("mini", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(input: 0.15m, output: 0.60m)))
        .AddTier("full", tier => tier.AddEndpoint("full-a2", endpoint => endpoint.UseModel("full").PricedAt(input: 2.50m, output: 10m)));

    private static void Agreeing(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier
            .AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(input: 0.15m, output: 0.60m))
            .AddEndpoint("nano-b", endpoint => endpoint.UseModel("b").PricedAt(input: 0.075m, output: 0.30m)))
        .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("full").PricedAt(input: 5m, output: 15m)));
}
