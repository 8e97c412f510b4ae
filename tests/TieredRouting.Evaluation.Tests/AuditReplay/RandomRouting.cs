using System.Globalization;
using System.Text;
using TieredRouting.Configuration;
using TieredRouting.Economics;
using TieredRouting.Signals;

namespace TieredRouting.Evaluation.Tests.AuditReplay;

/// <summary>Random configurations and random signals that come near to what their rules compare.</summary>
internal sealed class RandomRouting(Random random)
{
    private static readonly string[] Tiers = ["nano", "mini", "full"];
    private static readonly string[] Gates = ["pii-leak", "forbidden-advice", "mine-gate"];
    private static readonly string[] Kinds = ["email", "health", "person", "own"];
    private static readonly string[] ToolNames = ["send", "look", "drop"];
    private static readonly string[] Risks = ["read", "write", "destructive"];

    /// <summary>Values that doubles and decimals do not share, whole ones and large ones among them.</summary>
    private static readonly object[] Numbers =
    [
        0, 1, 100, 101L, 0.1 + 0.2, 0.3, 1.0 / 3, 2.0 / 3, 1e-7, 1e15, 1e16, 12345678901234567.0, 1e30, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, -0.5,
        0.30000000000000004m, 0.3m, 0.333333333333333m, 0.3333333333333333m, 0.33333333333333331m, 123456789012345.67m, 1000.00m, 1000.000000000000001m, 1e-7m, 12345678901234567m, 7.9e27m,
        long.MaxValue, decimal.MaxValue, 0.1m, 99.99,
    ];

    public static IReadOnlyList<object> AllNumbers => Numbers;

    public void Declare(TieredRoutingBuilder routing)
    {
        var errors = new ConfigurationErrors("random.json");
        routing.Read(SectionFile.Parse(Encoding.UTF8.GetBytes(Section), nameof(TieredRouting), errors), ".");
        routing.AddGate(new NamedGate("mine-gate"));
        routing.AddExtractor(new NamedSignal("mine"));
    }

    /// <summary>The section, made once.</summary>
    public string Section => field ??= MakeSection();

    public SignalSet Signals() => new(
        Pick(
            () => Signal.Unavailable("length", "no"),
            () => Signal.UnavailableBut("length", "image", new Dictionary<string, object> { ["tokensAtLeast"] = Tokens() }),
            () => Length(Tokens())),
        Pick(() => Signal.Of("outputStrictness", "json"), () => Signal.Of("outputStrictness", "text")),
        Pick(() => Signal.OfParts("toolRisk", new Dictionary<string, object>(), "none"), Tools, Tools),
        Pick(() => Signal.Unavailable("blastRadius", "no"), Radius, Radius),
        Pick(() => Signal.Of("policyLane", "none"), () => Lane(incomplete: false), () => Lane(incomplete: true), () => Signal.Unavailable("policyLane", "no")),
        Pick(() => Signal.Unavailable("retrievalConfidence", "no"), () => Signal.Of("retrievalConfidence", random.NextDouble()), () => Signal.Of("retrievalConfidence", 0.1 + 0.2)),
        Pick(() => Signal.Unavailable("userTier", "no"), () => Signal.Of("userTier", "gold"), () => Signal.Of("userTier", "TRUE")),
        Structure(),
        Pick(() => Signal.Of("intent", "answer"), () => Signal.OfNothing("intent")),
        Conversation(),
        Pick(() => Signal.Of("promptInjection", "none"), () => Signal.Of("promptInjection", "persona,steering", [new SignalEvidence("persona", 3, 4)])),
        Signal.Of("conflict", random.Next(3)),
        Pick(() => Signal.Unavailable("cohortHistory", "no"), () => Signal.OfParts("cohortHistory", new Dictionary<string, object> { ["requests"] = 312, ["nano"] = 0.0041m }), History, History),
        Mine());

    public IReadOnlyList<RoutingControl> Controls() => random.Next(3) > 0 ? [] :
    [
        Pick<RoutingControl>(
            () => new("raise", "a bad day") { MinimumTier = Tier() },
            () => new("cap", "dear") { MaximumTier = Tier() },
            () => new("only", "test") { ExactTier = Tier() },
            () => new("off", "down") { DisabledTiers = [Tier()] },
            () => new("gone", "down") { DisabledEndpoints = [$"{Tier()}-a"] }),
    ];

    public string? Budget() => random.Next(4) == 0 ? "month" : null;

    public static DateTimeOffset Time { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private string MakeSection()
    {
        var json = new StringBuilder("""{ "TieredRouting": { "version": 1, "ladder": [ "nano", "mini", "full" ], "tiers": {""");
        json.AppendJoin(',', Tiers.Select(tier => $$"""
            "{{tier}}": { "endpoints": {
              "{{tier}}-a": { "client": { "kind": "model", "model": "m" }, "price": { "input": 1, "output": 1 } {{Maybe("\"contextWindow\": 40000")}} {{Maybe("\"regions\": [ \"eu\" ]")}} {{Maybe("\"allowsSensitive\": true")}} },
              "{{tier}}-b": { "client": { "kind": "model", "model": "m" }, "price": { "input": 1, "output": 1 } {{Maybe("\"contextWindow\": 9000")}} } } }
            """));
        json.Append($$""" }, "rules": [ {{Rule("everywhere")}} ], "budgets": [ { "name": "month", "amount": 10, "degradeAt": 0.8 } ], "contracts": { "work": {{Contract("a")}}, "other": {{Contract("b")}} }""");
        json.Append(Maybe($$""" "controls": { "minimumTier": "{{Tier()}}", "switches": { "night": { "reason": "quiet", "disabledTiers": [ "{{Tier()}}" ], "until": "{{(random.Next(2) == 0 ? "2026-10-01T00:00:00Z" : "2036-10-01T00:00:00Z")}}" } } }"""));
        return json.Append(" } }").ToString();
    }

    private string Contract(string prefix)
    {
        var (low, high) = (random.Next(3), random.Next(3));
        (low, high) = (Math.Min(low, high), Math.Max(low, high));
        return $$"""
            { "intent": "{{Pick("extract", "answer", "plan", "summarize")}}" {{Maybe($"\"startTier\": \"{Tiers[random.Next(low, high + 1)]}\"")}} {{Maybe($"\"minTier\": \"{Tiers[low]}\"")}} {{Maybe($"\"maxTier\": \"{Tiers[high]}\"")}},
              "start": "{{Pick("fixed", "expectedCost")}}", "economics": { "userVisibleFailure": {{Pick("0", "0.01", "4")}} },
              "risk": { "business": "{{Pick("low", "low", "medium", "high")}}" }, "gates": [ {{(random.Next(2) == 0 ? $"\"{Pick(Gates)}\"" : string.Empty)}} ] {{Maybe("\"residency\": [ \"eu\" ]")}},
              "approval": "{{Pick("whenRequired", "whenRequired", "always")}}", "routineTools": [ {{Pick("", "\"send\"")}} ],
              "rules": [ {{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(index => Rule(string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}"))))}} ] }
            """;
    }

    private string Rule(string name)
    {
        var requires = new List<string>();
        if (random.Next(2) == 0)
            requires.Add($"\"tier\": \"{Tier()}\"");
        if (random.Next(3) == 0)
            requires.Add($"\"class\": \"{Pick("T1", "T2")}\"");
        if (random.Next(4) == 0)
            requires.Add("\"approval\": true");
        if (random.Next(4) == 0 || requires.Count == 0)
            requires.Add($"\"gates\": [ \"{Pick(Gates)}\" ]");
        return $$"""{ "name": "{{name}}", "when": { {{Condition()}} }, "require": { {{string.Join(',', requires)}} } }""";
    }

    private string Condition() => Pick(
        () => $"\"mine\": {Comparison()}",
        () => $"\"mine.part\": {Comparison()}",
        () => $"\"blastRadius.amount\": {Comparison()}",
        () => "\"retrievalConfidence\": { \"below\": 0.3 }",
        () => "\"retrievalConfidence\": { \"atLeast\": 0.3 }",
        () => "\"length\": { \"atLeast\": 8744 }",
        () => "\"structure\": { \"atLeast\": 6 }",
        () => "\"conversation\": { \"atLeast\": 3 }",
        () => "\"conversation.short\": { \"is\": \"true\" }",
        () => "\"toolRisk\": { \"anyOf\": [ \"write\", \"destructive\" ] }",
        () => "\"policyLane\": { \"is\": \"health\" }",
        () => "\"policyLane.incomplete\": { \"is\": \"it threw\" }",
        () => "\"userTier\": { \"is\": \"true\" }",
        () => "\"cohortHistory.requests\": { \"atLeast\": 312 }",
        () => "\"mine\": { \"unavailable\": true }",
        () => "\"length\": { \"unavailable\": true }");

    private string Comparison() => Pick(
        () => $$"""{ "atLeast": {{Bound()}} }""",
        () => $$"""{ "below": {{Bound()}} }""",
        () => $$"""{ "is": "{{Bound()}}" }""",
        () => """{ "is": "true" }""",
        () => """{ "anyOf": [ "0.3", "gold" ] }""");

    private string Bound()
    {
        decimal? bound;
        while ((bound = Signal.Of("x", Pick(Numbers)).Number()) is null or decimal.MaxValue or decimal.MinValue)
        {
        }

        return bound.Value.ToString(CultureInfo.InvariantCulture);
    }

    private Signal Mine() => Pick(
        () => Signal.Unavailable("mine", "no"),
        () => Signal.OfNothing("mine"),
        () => Signal.Of("mine", Pick(Numbers)),
        () => Signal.Of("mine", Pick("gold", "true", "0.3", "a\"b\u2028", "")),
        () => Signal.Of("mine", random.Next(2) == 0),
        () => Signal.OfParts("mine", new Dictionary<string, object> { ["part"] = Pick(Numbers) }),
        () => Signal.OfParts("mine", new Dictionary<string, object> { ["part"] = Pick<object>("gold", true, 0.1 + 0.2) }, Pick(Numbers)),
        () => Signal.OfParts("mine", new Dictionary<string, object> { ["part"] = "true" }, "true", [new SignalEvidence("own", 0, 2)]));

    private Signal Length(long tokens)
    {
        var parts = new LengthParts(tokens, 4 * tokens, exact: random.Next(2) == 0);
        return Signal.OfKnownParts("length", parts, parts.Tokens);
    }

    private long Tokens() => Pick(10L, 8743, 8744, 8745, 39744, 39745, 900_000);

    /// <summary>What a ledger says of the tiers, where a contract starts by expected cost.</summary>
    private Signal History()
    {
        var parts = new Dictionary<string, object>();
        foreach (var tier in Tiers.Where(_ => random.Next(3) > 0))
            CohortHistoryParts.Write(parts, tier, new TierEstimate(random.Next(1, 500), random.Next(500), random.NextDouble() / 100, random.NextDouble(), random.NextDouble(), 0.1, 0, random.NextDouble()));
        return parts.Count == 0 ? Signal.Unavailable("cohortHistory", "no") : Signal.OfParts("cohortHistory", parts);
    }

    private Signal Tools()
    {
        var risks = ToolNames.Take(random.Next(1, 4)).ToDictionary(tool => tool, _ => Pick(Risks));
        return Signal.OfParts("toolRisk", risks.ToDictionary(pair => pair.Key, pair => (object)pair.Value), Risks[risks.Values.Max(risk => Array.IndexOf(Risks, risk))]);
    }

    private Signal Radius()
    {
        var parts = new Dictionary<string, object>();
        if (random.Next(2) == 0)
            parts.Add("recipients", Pick(100L, 101L, 4L));
        if (random.Next(2) == 0)
            parts.Add("amount", Pick(1000m, 1000.00m, 1000.0000000000001m, 999.9999999999999999m, 0.3m));
        return Signal.OfParts("blastRadius", parts, value: null, [new SignalEvidence("amount", 0, 3)]);
    }

    private Signal Lane(bool incomplete)
    {
        var kinds = Kinds.Where(_ => random.Next(2) == 0).DefaultIfEmpty("own").Order(StringComparer.Ordinal).ToList();
        // Not every kind has a place that was kept.
        var evidence = kinds.Take(1).Select(kind => new SignalEvidence(kind, 1, 2)).ToList();
        return incomplete
            ? Signal.OfParts("policyLane", new Dictionary<string, object> { ["incomplete"] = "it threw" }, string.Join(',', kinds), evidence)
            : Signal.Of("policyLane", string.Join(',', kinds), evidence);
    }

    private Signal Structure()
    {
        var parts = new Dictionary<string, object> { ["questions"] = random.Next(3), ["constraints"] = random.Next(3), ["codeBlocks"] = random.Next(3), ["listItems"] = 0, ["steps"] = random.Next(3) };
        return Signal.OfParts("structure", parts, parts.Values.Cast<int>().Sum());
    }

    private Signal Conversation()
    {
        var turns = random.Next(5);
        var parts = new Dictionary<string, object> { ["turns"] = turns, ["short"] = random.Next(2) == 0 };
        if (random.Next(2) == 0)
            parts.Add("tier", Pick("nano", "mini", "full", "gone"));
        return Signal.OfParts("conversation", parts, turns);
    }

    private string Tier() => Pick(Tiers);

    private string Maybe(string property) => random.Next(3) == 0 ? $", {property}" : string.Empty;

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private T Pick<T>(params Func<T>[] values) => values[random.Next(values.Length)]();

    private sealed class NamedGate(string name) : IAnswerGate
    {
        public string Name => name;

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Passed);
    }

    private sealed class NamedSignal(string name) : ISignalExtractor
    {
        public string Name => name;

        public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(Signal.Unavailable(name, "no"));
    }
}
