using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

/// <summary>A random contract, and what its providers answer one call after the other.</summary>
internal sealed record RouteScript(
    IReadOnlyList<RouteScript.Line> Lines,
    IReadOnlyDictionary<Trigger, FallbackAction> On,
    int Attempts,
    decimal? MaxCost,
    (int Min, int Start, int Max) Bounds,
    RiskLevel Risk,
    bool HasSchema,
    int Passes,
    bool Streams)
{
    public static readonly string[] Tiers = ["nano", "mini", "full"];

    private const string Schema = """{"type":"object","required":["company"],"properties":{"company":{"type":"string"}},"additionalProperties":false}""";

    internal enum Line
    {
        Valid,
        OtherValid,
        WithoutUsage,
        BrokenJson,
        OtherJson,
        Empty,
        ErrorContent,
        Refused,
        Truncated,
        Throttled,
        ServerError,
        BadRequest,
        TimedOut,
        Unknown,
        ContextTooLong,
        OverTime,
        Overbilled,
        Cancelled,
    }

    private static readonly Gen<FallbackAction> Action = Gen.Select(
        Gen.Frequency((4, FallbackActionKind.Escalate), (3, FallbackActionKind.SwitchTo), (1, FallbackActionKind.HumanReview), (1, FallbackActionKind.FailClosed)),
        Gen.Int[0, 2],
        Gen.Bool,
        Gen.Bool).Select(action => new FallbackAction(action.Item1, null, action.Item2, action.Item3, action.Item4));

    public static readonly Gen<RouteScript> Any =
        from lines in Gen.Frequency((30, Gen.Enum<Line>()), (1, Gen.Const(Line.Cancelled))).Array[0, 12]
        from triggers in Gen.OneOf([.. Enum.GetValues<Trigger>().Where(trigger => trigger != Trigger.Exhausted)]).Array[0, 5]
        from actions in Action.Array[5]
        from target in Gen.OneOf(Tiers)
        from exhausted in Gen.OneOf(FallbackActionKind.FailClosed, FallbackActionKind.HumanReview)
        from attempts in Gen.Int[1, 5]
        from cost in Gen.OneOf<decimal?>([null, 0.0001m, 0.001m, 0.004m, 0.02m])
        from bounds in Gen.Int[0, 2].Array[3]
        from risk in Gen.Frequency((4, RiskLevel.Low), (1, RiskLevel.Medium), (1, RiskLevel.High))
        from schema in Gen.Bool
        from passes in Gen.Frequency((2, 1), (2, 2), (1, 3))
        from streams in Gen.Bool
        select new RouteScript(
            lines,
            triggers.Zip(actions).DistinctBy(pair => pair.First)
                .ToDictionary(pair => pair.First, pair => pair.Second.Kind == FallbackActionKind.SwitchTo ? pair.Second with { Tier = target } : pair.Second)
                .Append(new KeyValuePair<Trigger, FallbackAction>(Trigger.Exhausted, new FallbackAction(exhausted))).ToDictionary(),
            attempts,
            cost,
            (bounds.Min(), bounds.Order().ElementAt(1), bounds.Max()),
            risk,
            schema,
            passes,
            streams);

    public bool CanSwitch => On.Values.Any(action => action.Kind == FallbackActionKind.SwitchTo);

    public void Configure(TieredRoutingBuilder routing, IChatClient client, IAuditSink audit)
    {
        routing
            .AddTier("nano", tier => tier.AddEndpoint("nano-a", e => e.UseClient(client).PricedAt(0.2m, 1.25m)).AddEndpoint("nano-b", e => e.UseClient(client).PricedAt(0.2m, 1.25m)))
            .AddTier("mini", tier => tier.UseClient(client).PricedAt(0.75m, 4.5m).WithContextWindow(400_000))
            .AddTier("full", tier => tier.UseClient(client).PricedAt(2.5m, 15m).WithMaxOutput(2_048))
            .AddContract("lead", contract =>
            {
                contract.ForIntent(TaskIntent.Extract).StartAt(Tiers[Bounds.Start]).WithTiers(Tiers[Bounds.Min], Tiers[Bounds.Max])
                    .WithRisk(Risk).AtMost(Attempts, MaxCost, TimeSpan.FromSeconds(20));
                if (HasSchema)
                    contract.WithSchema(Schema);
                if (Passes > 1)
                    contract.CheckDisagreement(Passes);
            })
            .AuditTo.Sink(audit);
        foreach (var (trigger, action) in On)
            routing.Options.Contracts["lead"].Fallback.On[trigger] = action;
    }

    public ScriptedChatClient Client(FakeTimeProvider time, CancellationTokenSource caller)
    {
        var client = new ScriptedChatClient().AlwaysAnswers("""{"company":"Acme"}""", 100, 20);
        foreach (var line in Lines)
            client.Answers((_, token) => Task.FromResult(Say(line, time, caller, token)));
        return client;
    }

    /// <summary>Plays the script through a router, as an application would.</summary>
    public async Task<Playing> PlayAsync()
    {
        var time = new FakeTimeProvider();
        using var caller = new CancellationTokenSource();
        var audit = new RecordingAuditSink();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var client = Client(time, caller);
        using var router = new ChatClientBuilder(new ScriptedChatClient()).UseTieredRouting(routing => Configure(routing, client, audit)).Build(services);
        var options = new ChatOptions().WithContract("lead");
        var failure = await Record.ExceptionAsync(() => Streams
            ? router.GetStreamingResponseAsync("Hi, we are Acme", options, caller.Token).ToChatResponseAsync(CancellationToken.None)
            : router.GetResponseAsync("Hi, we are Acme", options, caller.Token));
        return new Playing(audit.Records, client.Calls.Count, failure);
    }

    private static ChatResponse Say(Line line, FakeTimeProvider time, CancellationTokenSource caller, CancellationToken token)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        switch (line)
        {
            case Line.OverTime:
                time.Advance(TimeSpan.FromSeconds(30));
                token.ThrowIfCancellationRequested();
                break;
            case Line.Cancelled:
                // At once: what runs beside this call must find it cancelled every time the script is played.
                caller.Cancel();
                token.ThrowIfCancellationRequested();
                break;
        }

        return line switch
        {
            Line.WithoutUsage => Answer("""{"company":"Acme"}""", null),
            Line.OtherValid => Answer("""{"company":"Zenith"}"""),
            Line.BrokenJson => Answer("""{"company":"Ac"""),
            Line.OtherJson => Answer("""{"person":"Ann"}"""),
            Line.Empty => Answer(""),
            Line.ErrorContent => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("overloaded")])),
            Line.Refused => Answer("", finish: ChatFinishReason.ContentFilter),
            Line.Truncated => Answer("""{"company":"A""", finish: ChatFinishReason.Length),
            Line.Overbilled => Answer("""{"company":"Acme"}""", new UsageDetails { InputTokenCount = 100, OutputTokenCount = 50_000 }),
            Line.Throttled => throw new HttpRequestException("slow down", null, System.Net.HttpStatusCode.TooManyRequests),
            Line.ServerError => throw new HttpRequestException("oops", null, System.Net.HttpStatusCode.InternalServerError),
            Line.BadRequest => throw new HttpRequestException("what?", null, System.Net.HttpStatusCode.BadRequest),
            Line.ContextTooLong => throw new HttpRequestException("too long", null, System.Net.HttpStatusCode.RequestEntityTooLarge),
            Line.TimedOut => throw new TimeoutException(),
            Line.Unknown => throw new UnknownProviderException(),
            _ => Answer("""{"company":"Acme"}"""),
        };
    }

    private static ChatResponse Answer(string text, ChatFinishReason? finish = null) =>
        Answer(text, new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20 }, finish);

    private static ChatResponse Answer(string text, UsageDetails? usage, ChatFinishReason? finish = null) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { Usage = usage, FinishReason = finish ?? ChatFinishReason.Stop };

    public override string ToString() =>
        $"{(Streams ? "streamed " : "")}{(HasSchema ? "json" : "text")} ×{Passes}: [{string.Join(' ', Lines)}] attempts {Attempts}, cost {MaxCost}, {Bounds}, risk {Risk}; {string.Join("; ", On)}";

    /// <summary>What came of it.</summary>
    internal sealed record Playing(IReadOnlyList<AuditRecord> Records, int ModelCalls, Exception? Failure)
    {
        public RouteResult Route => Records[0].Route;

        public string Path => string.Join(" > ", Route.Attempts.Select(attempt => $"{attempt.Endpoint} {attempt.Verdict} {attempt.Error} {attempt.Cost} {attempt.Estimated}")) + $" = {Route.Outcome} {Route.Why} {Route.Duration}";
    }

    private sealed class UnknownProviderException : Exception;
}
