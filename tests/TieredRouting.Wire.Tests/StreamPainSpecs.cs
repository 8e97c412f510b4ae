using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>What hurts users of other routers when streams fail, each as a story over a real wire and through the official clients.</summary>
public sealed class StreamPainSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly string[] Everywhere = ["openai", "anthropic", "ollama"];

    private static readonly string[] OpenAIGarbage =
    [
        """{"id":"c1","choi""", "[]", "7", """{"choices":7}""", "null",
        """{"id":"c1","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"tired"}]}""",
    ];

    private static readonly string[] AnthropicGarbage = ["""{"type":"content_bl""", "[]", "{}", "null"];

    private static readonly string[] OllamaGarbage = ["""{"model":"ll""", "[]", "7", """{"message":7}""", "<html>"];

    public static TheoryData<string> AllWires() => [.. Everywhere];

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_stream_that_is_cut_before_its_first_content_is_asked_of_the_next_model(string wire)
    {
        await using var router = await WiredRouter.StartAsync(Before(wire, Http.Cuts), client: Wires.Client(wire));

        (await router.AskAsync(streaming: true)).Text.Should().Be("large");

        router.Route.Attempts.Select(attempt => attempt.Error).Should().Equal("network", null);
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_stream_that_ends_before_its_first_content_is_asked_of_the_next_model(string wire)
    {
        await using var router = await WiredRouter.StartAsync(Before(wire, Http.Streams), client: Wires.Client(wire));

        (await router.AskAsync(streaming: true)).Text.Should().Be("large");

        router.Route.Attempts.Select(attempt => attempt.Error).Should().Equal("unfinished", null);
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_stream_that_stalls_before_its_first_content_is_asked_of_the_next_model(string wire)
    {
        await using var router = await WiredRouter.StartAsync(Before(wire, Http.Stalls), contract => contract.AtMost(firstToken: 2 * Second), Wires.Client(wire));

        var asking = router.AskAsync(streaming: true);
        await router.Small.ArrivedAsync();
        router.Router.Time.Advance(2 * Second);

        (await asking).Text.Should().Be("large");
        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Verdict.Triggers[0]).Should().Be(("timeout", Trigger.Timeout));
    }

    public static TheoryData<string, string> Malformed() =>
    [
        .. from data in OpenAIGarbage
           select ("openai", $"data: {data}\n\n"),
        .. from data in AnthropicGarbage select ("anthropic", $"event: content_block_delta\ndata: {data}\n\n"),
        .. from data in OllamaGarbage select ("ollama", data + "\n"),
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_stream_that_is_malformed_before_its_first_content_is_asked_of_the_next_model(string wire, string garbage)
    {
        await using var router = await WiredRouter.StartAsync(Before(wire, (type, pieces) => Http.Streams(type, [.. pieces, garbage])), client: Wires.Client(wire));

        (await router.AskAsync(streaming: true)).Text.Should().Be("large");

        router.Route.Attempts[0].Verdict.IsAccepted.Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_stream_that_is_malformed_after_its_first_content_is_no_success_and_asked_of_nobody_else(string wire, string garbage)
    {
        await using var router = await WiredRouter.StartAsync(After(wire, (type, pieces) => Http.Streams(type, [.. pieces, garbage])), client: Wires.Client(wire));

        var (seen, _) = await FailingAsync(router);

        seen.Should().Be("once");
        (router.Route.Outcome is Outcome.Failed or Outcome.FailedClosed, router.Large.Requests.Count).Should().Be((true, 0));
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_truncated_stream_never_ends_as_a_clean_success(string wire)
    {
        await using var router = await WiredRouter.StartAsync(After(wire, Http.Streams), client: Wires.Client(wire));

        var (seen, error) = await FailingAsync(router);

        (seen, error.Should().BeOfType<RouteFailedClosedException>().Subject.GetRoute()!.Outcome).Should().Be(("once", Outcome.FailedClosed));
        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Verdict.Triggers[0], router.Route.Attempts[0].Estimated).Should().Be(("unfinished", Trigger.Truncated, true));
    }

    [Fact]
    public async Task An_answer_that_ends_at_its_length_is_on_record_as_truncated()
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, OpenAIWire.Word("once"), OpenAIWire.Stop("length"), OpenAIWire.Used(10, 5), OpenAIWire.Done));

        (await router.AskAsync(streaming: true)).FinishReason.Should().Be(ChatFinishReason.Length);

        router.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Truncated);
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task An_error_after_the_first_content_is_the_callers_and_asked_of_nobody_else(string wire)
    {
        await using var router = await WiredRouter.StartAsync(After(wire, Http.Cuts), client: Wires.Client(wire));

        var (seen, error) = await FailingAsync(router);

        seen.Should().Be("once");
        error.Should().NotBeAssignableTo<TieredRoutingException>("what the provider said of it is not hidden");
        (router.Route.Outcome, router.Route.Attempts.Count, router.Large.Requests.Count).Should().Be((Outcome.Failed, 1, 0));
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_failure_in_the_middle_of_a_stream_is_on_record_as_one_and_paid_for(string wire)
    {
        await using var router = await WiredRouter.StartAsync(After(wire, Http.Cuts), contract => contract.WithMaxOutput(500), Wires.Client(wire));

        await FailingAsync(router);

        var attempt = router.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Error, attempt.Verdict.Triggers[0], attempt.Estimated, attempt.Cost >= 500 * 2m / 1_000_000m).Should().Be(("network", Trigger.ProviderError, true, true));
        attempt.FirstContent.Should().NotBeNull();
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_follows_the_plans_retries_while_nothing_has_gone_out()
    {
        await using var router = await HeldBackAsync(contract => contract.On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate()));
        router.Small.Then(After("openai", Http.Cuts));

        (await router.AskAsync(streaming: true)).Text.Should().Be("large");

        router.Route.Attempts.Select(attempt => (attempt.Tier, attempt.Error)).Should().Equal(("small", "network"), ("small", "network"), ("large", null));
    }

    [Fact]
    public async Task Where_the_plan_says_no_fallback_none_is_made_in_the_middle_of_a_stream_either()
    {
        await using var router = await HeldBackAsync(contract => contract.On(Trigger.ProviderError, then => then.FailClosed()));

        var (seen, error) = await FailingAsync(router);

        (seen, error is RouteFailedClosedException, router.Small.Requests.Count, router.Large.Requests.Count).Should().Be(("", true, 1, 0));
    }

    [Fact]
    public async Task A_whole_answer_falls_over_without_a_word_of_the_broken_stream()
    {
        await using var router = await WiredRouter.StartAsync(Http.Breaks("application/json", """{"id":"c1","choices":[{"message":{"content":"secret"""), contract => contract.BufferForAudit());

        (await router.AskAsync(streaming: true)).Text.Should().Be("large");
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_stream_that_is_slow_but_alive_is_an_answer(string wire)
    {
        using var pace = new SemaphoreSlim(0);
        await using var router = await WiredRouter.StartAsync(Paced(wire, pace, words: 8), contract => contract.AtMost(firstToken: 3 * Second, nextChunk: 3 * Second), Wires.Client(wire));

        var reading = router.AskAsync(streaming: true);
        await PaceAsync(router, pace, reading);

        (await reading).Text.Should().Be("xxxxxxxx");
        (router.Route.Outcome, router.Route.Attempts.Count, router.Route.Duration >= 8 * Second).Should().Be((Outcome.Released, 1, true), "no piece took too long, and all of them together may");
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_stream_that_is_slow_but_alive_for_ever_ends_with_the_deadline(string wire)
    {
        using var pace = new SemaphoreSlim(0);
        await using var router = await WiredRouter.StartAsync(Paced(wire, pace, words: 1_000), contract => contract.AtMost(deadline: 20 * Second, firstToken: 3 * Second, nextChunk: 3 * Second), Wires.Client(wire));

        var reading = FailingAsync(router);
        await PaceAsync(router, pace, reading);

        var (seen, error) = await reading;
        (seen.Length > 10, error is RouteFailedClosedException).Should().Be((true, true));
        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Verdict.Triggers[0]).Should().Be(("timeout", Trigger.Timeout));
        // A word that is still read while the deadline ends it lets the clock go on.
        router.Route.Duration.Should().BeGreaterThanOrEqualTo(20 * Second).And.BeLessThan(60 * Second);
    }

    /// <summary>OllamaSharp heeds no cancellation while it waits for a line: its connection stays until its server lets it go.</summary>
    [Theory]
    [InlineData("openai", true)]
    [InlineData("anthropic", true)]
    [InlineData("ollama", false)]
    public async Task A_stream_that_stalls_in_the_middle_is_on_record_as_stalled_and_its_connection_is_let_go(string wire, bool heeds)
    {
        var gone = new TaskCompletionSource();
        await using var router = await WiredRouter.StartAsync(
            async context =>
            {
                context.RequestAborted.Register(gone.SetResult);
                await After(wire, Http.Stalls)(context);
            },
            contract => contract.AtMost(nextChunk: 2 * Second),
            Wires.Client(wire));

        var reading = FailingAsync(router);
        await router.LetTimePassUntilAsync(reading, Second);

        var (seen, error) = await reading;
        (seen, error is RouteFailedClosedException).Should().Be(("once", true));
        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Verdict.Triggers[0]).Should().Be(("stalled", Trigger.Stalled));
        if (heeds)
            await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_answer_that_can_no_longer_keep_its_schema_is_hung_up_on()
    {
        var gone = new TaskCompletionSource();
        await using var router = await WiredRouter.StartAsync(
            async context =>
            {
                context.RequestAborted.Register(gone.SetResult);
                await Http.Stalls(Http.EventStream, OpenAIWire.Word("{\"company\":"), OpenAIWire.Word("7,"))(context);
            },
            contract => contract.WithSchema("""{"type":"object","properties":{"company":{"type":"string"}}}"""),
            large: OpenAIWire.Streams("{}"));

        (await router.AskAsync(streaming: true)).Text.Should().Be("{}");

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (router.Route.Attempts[0].Verdict.ToString(), router.Route.Attempts[0].SavedOutputTokens > 4_000).Should().Be(("schemaFailure", true));
    }

    [Fact]
    public async Task Usage_that_never_comes_is_booked_at_what_was_reserved()
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, OpenAIWire.Word("once"), OpenAIWire.Stop(), OpenAIWire.Done), contract => contract.WithMaxOutput(500));

        await router.AskAsync(streaming: true);

        var attempt = router.Route.Attempts[0];
        (attempt.Verdict.IsAccepted, attempt.Usage, attempt.Estimated, attempt.Cost >= 500 * 2m / 1_000_000m).Should().Be((true, null, true, true));
    }

    [Fact]
    public async Task Usage_that_comes_late_is_what_is_booked()
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, OpenAIWire.Word("once"), OpenAIWire.Stop(), "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt\",\"choices\":[]}\n\n", OpenAIWire.Used(70, 7), OpenAIWire.Done));

        await router.AskAsync(streaming: true);

        (router.Route.Attempts[0].Usage, router.Route.Attempts[0].Estimated).Should().Be((new TokenUsage(70, 0, 7, 0), false));
    }

    /// <summary>What a wire sends before any content.</summary>
    private static Reply Before(string wire, Func<string, string[], Reply> reply) =>
        wire == "anthropic" ? reply(Http.EventStream, [AnthropicWire.Start]) : reply(wire == "openai" ? Http.EventStream : OllamaWire.Lines, []);

    /// <summary>What a wire sends up to a first word.</summary>
    private static Reply After(string wire, Func<string, string[], Reply> reply)
    {
        var (type, pieces) = Wires.Opening(wire, "once");
        // The client must have read it before the connection goes: what is not read yet goes with it.
        return reply == Http.Cuts ? Http.CutsOnceRead(type, pieces) : reply(type, pieces);
    }

    private static Reply Paced(string wire, SemaphoreSlim pace, int words)
    {
        var (type, pieces) = Wires.Opening(wire, "x");
        return Http.Paced(type, pace, pieces[..^1], [.. Enumerable.Repeat(pieces[^1], words)], Wires.End(wire));
    }

    /// <summary>Lets a second go by before each word, until the answer has ended.</summary>
    private static async Task PaceAsync(WiredRouter router, SemaphoreSlim pace, Task reading)
    {
        await router.Small.ArrivedAsync();
        while (!reading.IsCompleted && router.Router.Time.GetUtcNow() - router.Router.Time.Start < 60 * Second)
        {
            router.Router.Time.Advance(Second);
            pace.Release();
            await Task.WhenAny(reading, router.Small.ReadAsync(CancellationToken.None));
        }
    }

    /// <summary>A router that holds back all that it streams until its end, and whose small model is cut in the middle of it.</summary>
    private static Task<WiredRouter> HeldBackAsync(Action<ContractBuilder> contract) =>
        WiredRouter.StartAsync(After("openai", Http.Cuts), contract, gate: new Patient());

    private static async Task<(string Seen, Exception Error)> FailingAsync(WiredRouter router)
    {
        var seen = "";
        var thrown = await FluentActions.Awaiting(async () =>
        {
            await foreach (var update in router.Router.Stream())
                seen += update.Text;
        }).Should().ThrowAsync<Exception>();
        return (seen, thrown.Which);
    }

    /// <summary>A gate that passes everything, and has to see a thousand characters to say so.</summary>
    private sealed class Patient : IWindowedGate
    {
        public string Name => "patient";

        public int Window => 1_000;

        public int Find(ReadOnlySpan<char> text, int from) => -1;
    }
}
