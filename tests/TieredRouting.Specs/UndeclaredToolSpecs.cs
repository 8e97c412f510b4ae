using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

/// <summary>Hosts run every call they know a tool for, whether or not the request declared it.</summary>
public sealed class UndeclaredToolSpecs
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_of_a_tool_that_nobody_declared_waits_for_a_person_whatever_the_class(bool streamed)
    {
        var runs = 0;
        using var router = HostKnows(Scenery.DestructiveTool("drop_table", () => $"run {++runs}"));
        router.Nano.Answers(Scenery.Call("drop_table"));

        var contents = streamed
            ? (await router.Stream().ToList()).SelectMany(update => update.Contents)
            : (await router.Ask()).Messages.SelectMany(message => message.Contents);

        contents.OfType<ToolApprovalRequestContent>().Should().ContainSingle();
        runs.Should().Be(0);
    }

    [Fact]
    public async Task A_call_of_a_declared_tool_that_only_reads_runs_at_once()
    {
        var runs = 0;
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), around: chat => chat.UseFunctionInvocation());
        router.Nano.Answers(Scenery.Call("look_up")).Answers("done", 10, 5);

        var answer = await router.Ask(options: Scenery.Tools(Scenery.ReadTool(body: () => $"run {++runs}")));

        (answer.Text, runs).Should().Be(("done", 1));
    }

    [Fact]
    public async Task A_tool_call_that_a_stream_may_have_cut_off_is_no_step()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var cut = Scenery.Call("look_up");
        cut.FinishReason = ChatFinishReason.Length;
        cut.Messages.Insert(0, new ChatMessage(ChatRole.Assistant, "one moment"));
        router.Nano.Answers(cut);

        var reading = () => router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        (await reading.Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("stream");
    }

    [Fact]
    public async Task A_null_tool_is_refused_at_the_call()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        await router.Awaiting(it => it.Ask(options: new ChatOptions { Tools = [null!] })).Should().ThrowAsync<ArgumentException>().WithMessage("*null tool*");
    }

    private static Router HostKnows(AIFunction tool) => Router.With(
        contract => contract.ForIntent(TaskIntent.Classify),
        around: chat => chat.UseFunctionInvocation(configure: client => client.AdditionalTools = [tool]));
}
