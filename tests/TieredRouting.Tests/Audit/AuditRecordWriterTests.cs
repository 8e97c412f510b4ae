using System.Buffers;
using System.Text;
using System.Text.Json;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

public sealed class AuditRecordWriterTests
{
    private static readonly string[] Order =
    [
        "v", "id", "route", "time", "contract", "owner", "prompt", "config", "workflow", "step", "cohort", "signals", "reasons",
        "class", "floor", "tier", "lane", "requiresApproval", "requiredGates", "attempts", "gates", "approval", "outcome", "cost", "currency", "ms",
    ];

    [Fact]
    public void A_full_record_is_written_to_the_letter() => Write(Full).Should().Be("""
        {"v":1,"id":"call-1","route":"route-1","time":"2026-03-01T09:30:00+00:00","contract":"lead","owner":"sales-platform",
        "prompt":{"id":"lead-extraction","version":"3","candidate":null},"config":"0123456789abcdef","workflow":"weekly-report","step":"format","cohort":"de-smb",
        "signals":{"length":{"value":{"tokens":6,"exact":false},"available":true,"evidence":[]},
        "difficulty":{"value":0.25,"available":true,"evidence":[{"kind":"person","start":3,"length":4}]},
        "intent":{"value":null,"available":false,"evidence":[]}},
        "reasons":[{"rule":"tool-risk","signal":"toolRisk","requires":"class T2","because":"the tool 'send' is write"},{"rule":"start","signal":null,"requires":"start nano","because":"the contract says so"}],
        "class":"T2","floor":"mini","tier":"mini","lane":"sensitive","requiresApproval":true,"requiredGates":["advice","pii-leak"],
        "controls":[{"name":"night","reason":"quiet","minimumTier":"mini","maximumTier":null,"exactTier":null,"disabledTiers":[],"disabledEndpoints":["nano-b"]}],"degradedBy":"month",
        "attempts":[{"kind":"answer","tier":"mini","endpoint":"mini-a","region":"eu,uk","verdict":["schemaFailure"],"violations":[{"path":"/company","rule":"is required"}],"ms":12.346,"usage":{"input":100,"cachedInput":40,"output":20,"reasoning":5},"cost":0.000123,"estimated":false},
        {"kind":"answer","tier":"full","endpoint":"full-a","region":null,"verdict":["timeout"],"error":"timeout","ms":1000,"firstTokenMs":250,"usage":null,"cost":0.5,"estimated":true},
        {"kind":"answer","tier":"full","endpoint":"full-b","region":null,"verdict":"accepted","ms":0,"usage":null,"cost":0,"estimated":false,"repaired":true,"confidence":"medium"}],
        "gates":{"pii-leak":"passed","advice":"unavailable"},"approval":"call-1","highRisk":true,"outcome":"humanReview","why":"exhausted: no tier remains","cost":0.500123,"currency":"EUR","ms":1500.5}
        """.ReplaceLineEndings(""));

    [Fact]
    public void A_signal_that_requests_share_is_written_as_one_of_their_own()
    {
        Signal[] signals = [Signal.Of("policyLane", "none"), Signal.Unavailable("difficulty", "no model"), Signal.OfParts("toolRisk", new Dictionary<string, object> { ["send"] = "write" }, "write", [new("tool", 1, 2)])];
        var record = Given.Record() with { Route = Given.Route() with { Decision = Given.Decision(parts => Array.ForEach(signals, parts.Signals.Add)) } };
        var own = Write(record);

        Array.ForEach(signals, signal => signal.Shared());

        for (var time = 0; time < 3; time++)
            Write(record).Should().Be(own);
    }

    [Fact]
    public void The_properties_come_in_the_order_of_the_format() =>
        Parse(Full).EnumerateObject().Select(property => property.Name).Where(name => name is not ("highRisk" or "why" or "controls" or "degradedBy")).Should().Equal(Order);

    [Fact]
    public void What_is_not_there_is_null_or_absent()
    {
        var json = Parse(Given.Record());

        json.GetProperty("owner").ValueKind.Should().Be(JsonValueKind.Null);
        json.GetProperty("workflow").ValueKind.Should().Be(JsonValueKind.Null);
        json.GetProperty("attempts").GetArrayLength().Should().Be(0);
        json.TryGetProperty("approval", out _).Should().BeFalse();
        json.TryGetProperty("why", out _).Should().BeFalse();
        json.TryGetProperty("highRisk", out _).Should().BeFalse();
    }

    [Fact]
    public void A_record_is_one_line_whatever_the_caller_states()
    {
        var record = Given.Record() with { Facts = new RequestFacts { Cohort = "a\"b\\c\r\n\u2028\uD83D\uDE00" }, Owner = "\uD800" };

        Write(record).Should().NotContainAny("\n", "\r");
        Parse(record).GetProperty("cohort").GetString().Should().Be("a\"b\\c\r\n\u2028\uD83D\uDE00");
    }

    [Fact]
    public void Names_in_any_script_stay_readable() => Write(Given.Record() with { Owner = "Größe 日本" }).Should().Contain("Größe 日本");

    [Fact]
    public void What_is_no_number_is_null() => Written(Signal.Of("x", double.NaN)).GetProperty("value").ValueKind.Should().Be(JsonValueKind.Null);

    [Fact]
    public void The_largest_number_stands_for_what_is_beyond_every_bound() =>
        Written(Signal.Of("x", double.PositiveInfinity)).GetProperty("value").GetDouble().Should().Be(double.MaxValue);

    [Fact]
    public void A_value_that_does_not_follow_from_its_parts_is_written_beside_them()
    {
        var parts = new Dictionary<string, object> { ["incomplete"] = "it threw" };

        Written(Signal.OfParts("policyLane", parts, "email,health")).GetProperty("sum").GetString().Should().Be("email,health");
        Written(Signal.OfParts("mine", parts)).TryGetProperty("sum", out _).Should().BeFalse();
        Written(Signal.OfParts("length", new Dictionary<string, object> { ["tokens"] = 6L }, 6L)).TryGetProperty("sum", out _).Should().BeFalse();
    }

    private static AuditRecord Full => Given.Record() with
    {
        Owner = "sales-platform",
        PromptId = "lead-extraction",
        PromptVersion = "3",
        Facts = new RequestFacts { Workflow = "weekly-report", Step = "format", Cohort = "de-smb", UserTier = "gold" },
        Approval = "call-1",
        Route = Given.Route() with
        {
            Outcome = Outcome.HumanReview,
            Cost = 0.500123m,
            Currency = "EUR",
            Duration = TimeSpan.FromMilliseconds(1500.5),
            Why = "exhausted: no tier remains",
            MarkedHighRisk = true,
            Gates = new Dictionary<string, GateVerdict> { ["pii-leak"] = GateVerdict.Passed, ["advice"] = GateVerdict.Unavailable },
            Decision = Given.Decision(parts =>
            {
                parts.Signals.Add(Signal.OfParts("length", new Dictionary<string, object> { ["tokens"] = 6L, ["exact"] = false }, 6L));
                parts.Signals.Add(Signal.Of("difficulty", 0.25, [new SignalEvidence("person", 3, 4)]));
                parts.Signals.Add(Signal.Unavailable("intent", "off"));
                parts.Reasons.Add(new Reason("tool-risk", "toolRisk", "class T2", "the tool 'send' is write"));
                parts.Reasons.Add(new Reason("start", null, "start nano", "the contract says so"));
            }) with
            {
                Class = WorkClass.T2,
                Floor = "mini",
                Tier = "mini",
                Lane = Lane.Sensitive,
                Approval = true,
                Gates = ["advice", "pii-leak"],
                Applied = [new RoutingControl("night", "quiet") { MinimumTier = "mini", DisabledEndpoints = ["nano-b"] }],
                DegradedBy = "month",
            },
            Attempts =
            [
                new Attempt { Tier = "mini", Endpoint = "mini-a", Region = "eu,uk", Verdict = AttemptVerdict.Rejected(Trigger.SchemaFailure, [new AnswerViolation("/company", "is required")]), Duration = TimeSpan.FromTicks(123_456), Usage = new TokenUsage(100, 40, 20, 5), Cost = 0.000123m },
                new Attempt { Tier = "full", Endpoint = "full-a", Verdict = AttemptVerdict.Rejected(Trigger.Timeout), Error = "timeout", Duration = TimeSpan.FromSeconds(1), FirstContent = TimeSpan.FromMilliseconds(250), Cost = 0.5m, Estimated = true },
                new Attempt { Tier = "full", Endpoint = "full-b", Verdict = AttemptVerdict.Accepted, Repaired = true, Confidence = ConfidenceLevel.Medium },
            ],
        },
    };

    private static JsonElement Written(Signal signal) =>
        Parse(Given.Record() with { Route = Given.Route() with { Decision = Given.Decision(parts => parts.Signals.Add(signal)) } }).GetProperty("signals").GetProperty(signal.Name);

    private static JsonElement Parse(AuditRecord record) => JsonDocument.Parse(Write(record)).RootElement;

    private static string Write(AuditRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, AuditRecordWriter.Options))
            AuditRecordWriter.Write(record, json);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
