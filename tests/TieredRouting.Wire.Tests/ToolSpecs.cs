using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>Tool loops through the host's function invocation, over a real wire.</summary>
public sealed class ToolSpecs
{
    private int _sent;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_that_ran_does_not_run_again_when_the_next_step_is_tried_again_or_escalated(bool streaming)
    {
        await using var router = await LoopAsync(Calls("send_mail"), contract => contract.On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate()));
        router.Small.Then(OpenAIWire.Fails(503, "busy"), OpenAIWire.Fails(503, "busy"));

        (await router.AskAsync(streaming, Sending())).Text.Should().EndWith("large");

        (_sent, router.Small.Requests.Count, router.Large.Requests.Count).Should().Be((1, 3, 1));
        router.Large.Requests[0].Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()).Should().Equal(["user", "assistant", "tool"], "what was done is told to the next model");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_may_be_cut_off_never_runs(bool streaming)
    {
        await using var router = await LoopAsync(context => (context.IsStreaming()
            ? Http.Streams(Http.EventStream, OpenAIWire.CallChunk("send_mail"), OpenAIWire.Stop("length"), OpenAIWire.Done)
            : OpenAIWire.Calls("send_mail", finish: "length"))(context));

        (await router.AskAsync(streaming, Sending())).Text.Should().Be("large");

        (_sent, router.Route.Attempts[0].Verdict.Triggers[0]).Should().Be((0, Trigger.Truncated));
    }

    [Fact]
    public async Task A_call_of_a_stream_that_is_cut_never_runs()
    {
        await using var router = await LoopAsync(Http.Cuts(Http.EventStream, OpenAIWire.CallChunk("send_mail")));

        (await router.AskAsync(streaming: true, Sending())).Text.Should().Be("large");

        _sent.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_identical_calls_in_a_row_are_a_stall_and_the_third_does_not_run(bool streaming)
    {
        await using var router = await LoopAsync(Calls("send_mail", "1"));
        router.Small.Then(Calls("send_mail", "2"), Calls("send_mail", "3"));

        (await router.AskAsync(streaming, Sending())).Text.Should().EndWith("large");

        (_sent, router.Small.Requests.Count, router.Large.Requests.Count).Should().Be((2, 3, 1));
        var last = router.Router.Audit.Records[^1].Route;
        last.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("stalled", "accepted");
        last.Attempts[0].Verdict.Violations[0].Rule.Should().Contain("third time");
    }

    [Fact]
    public async Task Calls_that_differ_in_their_arguments_or_are_not_in_a_row_are_progress()
    {
        await using var router = await LoopAsync(Calls("send_mail", "1", """{"to":"a"}"""));
        router.Small.Then(Calls("send_mail", "2", """{"to":"a"}"""), Calls("send_mail", "3", """{"to":"b"}"""), Calls("send_mail", "4", """{"to":"a"}"""), OpenAIWire.Either("done"));

        (await router.AskAsync(options: Sending())).Text.Should().EndWith("done");

        (_sent, router.Large.Requests.Count).Should().Be((4, 0));
    }

    [Fact]
    public async Task Three_identical_calls_in_one_answer_are_a_stall_too()
    {
        await using var router = await LoopAsync(OpenAIWire.Calls("send_mail", "1", "{}", "tool_calls", times: 3));

        (await router.AskAsync(options: Sending())).Text.Should().Be("large");

        _sent.Should().Be(0);
    }

    [Fact]
    public async Task A_loop_in_which_every_model_repeats_itself_fails_closed()
    {
        await using var router = await LoopAsync(Calls("send_mail", "1"), large: Calls("send_mail", "4"));
        router.Small.Then(Calls("send_mail", "2"), Calls("send_mail", "3"));

        await FluentActions.Awaiting(() => router.AskAsync(options: Sending())).Should().ThrowAsync<TiersExhaustedException>();

        _sent.Should().Be(2);
    }

    private static Reply Calls(string tool, string id = "1", string arguments = "{}") =>
        context => (context.IsStreaming() ? OpenAIWire.StreamsCall(tool, id, arguments) : OpenAIWire.Calls(tool, id, arguments))(context);

    private static Task<WiredRouter> LoopAsync(Reply small, Action<ContractBuilder>? contract = null, Reply? large = null) => WiredRouter.StartAsync(
        small,
        work =>
        {
            work.WithRoutineTools("send_mail");
            contract?.Invoke(work);
        },
        around: chat => chat.UseFunctionInvocation(),
        large: large);

    private ChatOptions Sending() => Scenery.Tools(Scenery.WriteTool(body: () =>
    {
        _sent++;
        return "sent";
    }));
}
