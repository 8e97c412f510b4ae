using System.Net;
using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Configuration;
using TieredRouting.Controls;
using TieredRouting.Fallback;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

/// <summary>Random requests, side by side, over random endpoints with circuits, limits and hedges; what each call says and when, and who gives up.</summary>
internal sealed record EndpointScript(
    IReadOnlyList<EndpointScript.Line> Lines,
    IReadOnlyList<EndpointScript.Caller> Callers,
    EndpointChoice Choice,
    OverflowAction Overflow,
    bool Hedges,
    int Failures,
    int Concurrency,
    long TokensPerMinute,
    int Attempts,
    decimal? MaxCost)
{
    public const int DeadlineSeconds = 30;

    private const int MostSeconds = 1_000;

    private static readonly string[] Tiers = ["nano", "full"];

    internal enum Saying
    {
        Fine,
        Empty,
        WithoutUsage,
        Overloaded,
        Throttled,
        Denied,
        Hangs,
    }

    /// <summary>One call: what it says, after how many seconds, and whether it heeds its cancellation.</summary>
    internal sealed record Line(Saying Saying, int Seconds, bool Heeds);

    /// <summary>One request: when it comes, when its caller gives up, whether it needs judgement.</summary>
    internal sealed record Caller(int At, int? GivesUpAt, bool NeedsJudgement);

    private static readonly Gen<Line> AnyLine =
        from saying in Gen.Frequency((4, Gen.Const(Saying.Fine)), (4, Gen.Enum<Saying>()))
        from seconds in Gen.Int[0, 12]
        from heeds in Gen.Frequency((4, true), (1, false))
        select new Line(saying, seconds, heeds);

    private static readonly Gen<Caller> AnyCaller =
        from at in Gen.Int[0, 20]
        from after in Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1, 20]))
        from judgement in Gen.Bool
        select new Caller(at, after == 0 ? null : at + after, judgement);

    public static readonly Gen<EndpointScript> Any =
        from lines in AnyLine.Array[1, 20]
        from callers in AnyCaller.Array[1, 8]
        from choice in Gen.Enum<EndpointChoice>()
        from overflow in Gen.Enum<OverflowAction>()
        from hedges in Gen.Bool
        from failures in Gen.Int[1, 3]
        from concurrency in Gen.Int[1, 3]
        from tokens in Gen.Int[500, 6_000]
        from attempts in Gen.Int[1, 5]
        from cost in Gen.OneOf<decimal?>([null, 0.001m, 0.004m, 0.02m])
        select new EndpointScript(lines, callers, choice, overflow, hedges, failures, concurrency, tokens, attempts, cost);

    /// <summary>Plays all requests through one router, second by second, until the last has ended.</summary>
    public Playing Play() => StepContext.Run(Play);

    private Playing Play(StepContext steps)
    {
        var time = new FakeTimeProvider();
        var client = new Provider(this, time);
        using var provider = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var model = new RoutingModelBuilder(Routing(client).Options, provider, captured: null).Build()!;
        using var services = new RouterServices(provider, new TieredRoutingOptions());
        var pipeline = new RoutingPipeline(model, services);
        var requests = Callers.Select(_ => new CancellationTokenSource()).ToList();
        var playing = new List<Task<(RouteRun Run, RouteEnding Ending)>>();
        for (var second = 0; playing.Count < Callers.Count || playing.Exists(request => !request.IsCompleted); second++)
        {
            second.Should().BeLessThan(MostSeconds, "every request comes to an end");
            for (var i = 0; i < Callers.Count; i++)
            {
                if (Callers[i].At == second)
                    playing.Add(PlayAsync(pipeline, services, Callers[i], requests[i].Token));
                if (Callers[i].GivesUpAt == second)
                    requests[i].Cancel();
            }

            steps.Drain();
            time.Advance(TimeSpan.FromSeconds(1));
            steps.Drain();
        }

        return new Playing([.. playing.Select(played => played.GetAwaiter().GetResult())], pipeline, client.MostAtOnce, client.Calls);
    }

    private static async Task<(RouteRun Run, RouteEnding Ending)> PlayAsync(RoutingPipeline pipeline, RouterServices services, Caller caller, CancellationToken cancellation)
    {
        var intake = new RequestIntake(services);
        var contract = caller.NeedsJudgement ? "judging" : "lead";
        var run = intake.Begin(pipeline, intake.Receive(pipeline.Model, [new ChatMessage(ChatRole.User, "Hi, we are Acme")], new ChatOptions().WithContract(contract)));
        run.Decision = pipeline.Model.Policy.Decide(run.Policy, await pipeline.Extraction.ExtractAsync(run.Request, CancellationToken.None));
        return (run, await pipeline.Fallback.RunAsync(run, streaming: false, cancellation));
    }

    private TieredRoutingBuilder Routing(Provider client)
    {
        var routing = new TieredRoutingBuilder();
        foreach (var tier in Tiers)
        {
            routing.AddTier(tier, rung =>
            {
                rung.Choose(Choice).ReserveForJudgement(0.3);
                foreach (var name in (string[])["a", "b"])
                    rung.AddEndpoint($"{tier}-{name}", endpoint => endpoint.UseClient(client.At($"{tier}-{name}")).PricedAt(0.5m, 2m).WithLimits(Concurrency, tokensPerMinute: TokensPerMinute).WithCircuit(Failures));
            });
        }

        return routing.AddContract("lead", Contract).AddContract("judging", contract => Contract(contract.WithRisk(business: RiskLevel.Medium)));
    }

    private void Contract(ContractBuilder contract)
    {
        contract.ForIntent(TaskIntent.Classify).WithMaxOutput(400).AtMost(Attempts, MaxCost, TimeSpan.FromSeconds(DeadlineSeconds), attempt: TimeSpan.FromSeconds(15)).OnOverflow(Overflow)
            .WithLatency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        if (Hedges)
            contract.Hedge();
    }

    public override string ToString() =>
        $"{Choice}, {Overflow}, hedges {Hedges}, failures {Failures}, concurrency {Concurrency}, tokens {TokensPerMinute}, attempts {Attempts}, cost {MaxCost}: [{string.Join(' ', Lines.Select(line => $"{line.Saying}@{line.Seconds}{(line.Heeds ? "" : "!")}"))}] for [{string.Join(' ', Callers)}]";

    /// <summary>What came of it.</summary>
    internal sealed record Playing(IReadOnlyList<(RouteRun Run, RouteEnding Ending)> Requests, RoutingPipeline Pipeline, int MostAtOnce, int Calls)
    {
        public string Path => string.Join(" | ", Requests.Select(request => string.Join(" > ", request.Run.Attempts.Select(attempt => $"{attempt.Endpoint} {attempt.Kind} {attempt.Verdict} {attempt.Error} {attempt.Cost}")) + $" = {request.Ending.Outcome} {request.Ending.Failure?.Reason}"));
    }

    /// <summary>All endpoints of the script: each call says the next line.</summary>
    private sealed class Provider(EndpointScript script, FakeTimeProvider time)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, int> _underWay = [];

        public int MostAtOnce { get; private set; }

        public int Calls { get; private set; }

        public CallbackClient At(string endpoint) => new CallbackClient(token => SayAsync(endpoint, token));

        private async Task<ChatResponse> SayAsync(string endpoint, CancellationToken token)
        {
            var line = Begin(endpoint);
            // A call that nobody waits for any more gives its place back, whether its provider heeds that or not.
            var left = 0;
            await using var leaving = token.UnsafeRegister(_ => Leave(), null);
            try
            {
                if (line.Saying == Saying.Hangs)
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
                if (line.Seconds > 0)
                    await Task.Delay(TimeSpan.FromSeconds(line.Seconds), time, line.Heeds ? token : CancellationToken.None);
                return Say(line.Saying);
            }
            finally
            {
                Leave();
            }

            void Leave()
            {
                if (Interlocked.Exchange(ref left, 1) == 0)
                    End(endpoint);
            }
        }

        private Line Begin(string endpoint)
        {
            lock (_gate)
            {
                var line = script.Lines[Calls++ % script.Lines.Count];
                MostAtOnce = Math.Max(MostAtOnce, _underWay[endpoint] = _underWay.GetValueOrDefault(endpoint) + 1);
                return line;
            }
        }

        private void End(string endpoint)
        {
            lock (_gate)
                _underWay[endpoint]--;
        }

        private static ChatResponse Say(Saying saying) => saying switch
        {
            Saying.Empty => Answer(""),
            Saying.WithoutUsage => new ChatResponse(new ChatMessage(ChatRole.Assistant, "18")),
            Saying.Overloaded => throw new HttpRequestException("busy", null, HttpStatusCode.ServiceUnavailable),
            Saying.Throttled => throw Throttled(),
            Saying.Denied => throw new HttpRequestException("who?", null, HttpStatusCode.Unauthorized),
            _ => Answer("18"),
        };

        private static HttpRequestException Throttled()
        {
            var exception = new HttpRequestException("slow down", null, HttpStatusCode.TooManyRequests);
            exception.Data["Retry-After"] = 7;
            return exception;
        }

        private static ChatResponse Answer(string text) => new(new ChatMessage(ChatRole.Assistant, text))
        {
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20 },
        };
    }
}
