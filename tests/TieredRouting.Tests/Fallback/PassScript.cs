using System.Net;
using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Fallback;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

/// <summary>A random disagreement check: what each call says and when, how much money and time there is, and when the caller gives up.</summary>
internal sealed record PassScript(IReadOnlyList<PassScript.Line> Lines, int Passes, int Attempts, decimal? MaxCost, int Endpoints, int CancelsAfter, bool HasGate)
{
    private const int DeadlineSeconds = 30;

    internal enum Saying
    {
        Eighteen,
        AlsoEighteen,
        Twenty,
        Empty,
        Refused,
        Overloaded,
        Denied,
        Step,
        WithoutUsage,
        Rude,
    }

    /// <summary>One call: what it says, after how many seconds, and whether it heeds its cancellation.</summary>
    internal sealed record Line(Saying Saying, int Seconds, bool Heeds);

    private static readonly Gen<Line> AnyLine =
        from saying in Gen.Frequency((4, Gen.OneOf(Gen.Const(Saying.Eighteen), Gen.Const(Saying.AlsoEighteen))), (3, Gen.Enum<Saying>()))
        from seconds in Gen.Int[0, 12]
        from heeds in Gen.Frequency((4, true), (1, false))
        select new Line(saying, seconds, heeds);

    public static readonly Gen<PassScript> Any =
        from lines in AnyLine.Array[12]
        from passes in Gen.Int[2, 4]
        from attempts in Gen.Int[1, 4]
        from cost in Gen.OneOf<decimal?>([null, 0.0005m, 0.002m, 0.01m, 0.1m])
        from endpoints in Gen.Int[1, 3]
        from cancels in Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 30]))
        from gate in Gen.Bool
        select new PassScript(lines, passes, attempts, cost, endpoints, cancels, gate);

    public async Task<(RouteRun Run, int Calls)> PlayAsync()
    {
        var time = new FakeTimeProvider();
        using var caller = new CancellationTokenSource();
        var client = new ScriptedChatClient().AlwaysAnswers("18", 100, 20);
        foreach (var line in Lines)
            client.Answers((_, token) => SayAsync(line, time, token));
        var playing = LoopRun.PlayAsync(Routing(client), time, caller.Token);
        for (var step = 0; !playing.IsCompleted; step++)
        {
            if (step == CancelsAfter)
                await caller.CancelAsync();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return (await playing, client.Calls.Count);
    }

    private TieredRoutingBuilder Routing(ScriptedChatClient client)
    {
        var routing = new TieredRoutingBuilder()
            .AddTier("nano", tier =>
            {
                foreach (var name in Enumerable.Range(1, Endpoints))
                    tier.AddEndpoint($"nano-{name}", endpoint => endpoint.UseClient(client).PricedAt(0.2m, 1.25m));
            })
            .AddTier("full", tier => tier.UseClient(client).PricedAt(2.5m, 15m))
            .AddGate(new Politeness());
        return routing.AddContract("lead", contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement(Passes).WithMaxOutput(400)
            .WithGates(HasGate ? ["polite"] : []).AtMost(Attempts, MaxCost, TimeSpan.FromSeconds(DeadlineSeconds)));
    }

    private static async Task<ChatResponse> SayAsync(Line line, FakeTimeProvider time, CancellationToken token)
    {
        if (line.Seconds > 0)
            await Task.Delay(TimeSpan.FromSeconds(line.Seconds), time, line.Heeds ? token : CancellationToken.None);
        return line.Saying switch
        {
            Saying.AlsoEighteen => Answer("$18.00"),
            Saying.Twenty => Answer("20"),
            Saying.Empty => Answer(""),
            Saying.Refused => Answer("", ChatFinishReason.ContentFilter),
            Saying.Overloaded => throw new HttpRequestException("busy", null, HttpStatusCode.ServiceUnavailable),
            Saying.Denied => throw new HttpRequestException("who?", null, HttpStatusCode.Unauthorized),
            Saying.Step => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "look_up")])),
            Saying.WithoutUsage => new ChatResponse(new ChatMessage(ChatRole.Assistant, "18")),
            Saying.Rude => Answer("18, fool"),
            _ => Answer("18"),
        };
    }

    private static ChatResponse Answer(string text, ChatFinishReason? finish = null) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = finish ?? ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20 },
    };

    public override string ToString() =>
        $"×{Passes} on {Endpoints}, attempts {Attempts}, cost {MaxCost}, cancels after {CancelsAfter}, gate {HasGate}: [{string.Join(' ', Lines.Select(line => $"{line.Saying}@{line.Seconds}{(line.Heeds ? "" : "!")}"))}]";

    private sealed class Politeness : IAnswerGate
    {
        public string Name => "polite";

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) =>
            new(answer.Text.Contains("fool", StringComparison.Ordinal) ? GateVerdict.Failed : GateVerdict.Passed);
    }
}
