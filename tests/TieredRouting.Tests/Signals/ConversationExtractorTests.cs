using System.Text;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class ConversationExtractorTests
{
    private const string Long = "This is a turn that says enough to be judged by itself, since it goes on and on and on.";

    [Theory]
    [InlineData("yes", true)]
    [InlineData("and in German?", true)]
    [InlineData("", true)]
    [InlineData(Long, false)]
    public void A_turn_is_short_or_not(string text, bool isShort) => Extract(new ChatMessage(ChatRole.User, text)).Flag("short").Should().Be(isShort);

    [Fact]
    public void The_last_turn_counts_and_the_answers_do_not()
    {
        var signal = Extract(new(ChatRole.User, Long), new(ChatRole.Assistant, Long), new(ChatRole.User, "yes"), new(ChatRole.Tool, Long));

        (signal.Value, signal.Flag("short")).Should().Be(((object)2, true));
    }

    [Fact]
    public void A_picture_does_not_make_a_turn_long() =>
        Extract(new ChatMessage(ChatRole.User, [new TextContent("this?"), new UriContent("https://example.com/a.png", "image/png")])).Flag("short").Should().BeTrue();

    [Fact]
    public void The_highest_tier_and_the_latest_endpoint_are_kept()
    {
        var signal = Extract(Answer("full"), Answer("mini"), new(ChatRole.User, "yes"));

        (signal.Text("tier"), signal.Text("endpoint")).Should().Be(("full", "mini"));
    }

    [Fact]
    public void What_is_no_mark_of_this_ladder_and_contract_is_none()
    {
        var foreign = new TextContent("x") { AdditionalProperties = new() { ["tiered_routing.answered_by"] = "lead/full" } };
        foreach (var message in (ChatMessage[])[Answer("giant"), Answer("full", contract: "other"), new(ChatRole.Assistant, [foreign]), new(ChatRole.User, Answer("full").Contents)])
            Extract(message).Parts.Should().NotContainKey("tier");
    }

    [Fact]
    public void What_is_no_endpoint_of_the_ladder_is_not_taken_over()
    {
        Extract(Answer("full", endpoint: "call me at ada@example.org"), new(ChatRole.User, "yes")).Parts.Should().NotContainKey("endpoint");
        Extract(Answer("mini"), Answer("full", endpoint: "nano"), new(ChatRole.User, "yes")).Text("endpoint").Should().Be("mini");
    }

    [Fact]
    public void Padding_does_not_make_a_turn_long()
    {
        foreach (var padding in (string[])["\u200B", " ", "\n", "\u00A0", "\u0301", " \u2060"])
            Extract(new ChatMessage(ChatRole.User, "ye" + new StringBuilder().Insert(0, padding, 200) + "s")).Flag("short").Should().BeTrue();
    }

    [Fact]
    public void Names_with_separators_are_told_apart() =>
        ConversationMark.Of(new ConversationMark("a/b", "c d", "é").On(new TextContent("x"))).Should().Be(new ConversationMark("a/b", "c d", "é"));

    [Fact]
    public async Task A_plain_request_costs_nothing()
    {
        var (extractor, request) = (new ConversationExtractor(Given.ThreeTiers), Given.Request(Long));
        await extractor.ExtractAsync(request, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();

        await extractor.ExtractAsync(request, CancellationToken.None);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static ChatMessage Answer(string tier, string contract = "lead", string? endpoint = null) =>
        new(ChatRole.Assistant, [new ConversationMark(contract, tier, endpoint ?? tier).On(new TextContent("an answer"))]);

    private static Signal Extract(params ChatMessage[] messages) =>
        new ConversationExtractor(Given.ThreeTiers).ExtractAsync(new SignalRequest(Given.Contract(), messages), CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
