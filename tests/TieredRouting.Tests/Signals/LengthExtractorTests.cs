using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class LengthExtractorTests
{
    private static readonly TierLadder Ladder = Given.Ladder(Given.Endpoint(configure: endpoint => endpoint.ContextWindow = 1_000));

    [Fact]
    public async Task The_length_has_tokens_and_characters()
    {
        var signal = await Extract(Given.Request("abcdefgh"));

        signal.Value.Should().Be(6L);
        signal.Parts.Should().Equal(new Dictionary<string, object> { ["tokens"] = 6L, ["characters"] = 8L, ["exact"] = false });
    }

    [Fact]
    public async Task The_contracts_instructions_count() =>
        (await Extract(Given.Request("abcdefgh", Given.Contract(options => options.Prompt = new ContractPrompt(Instructions: "abcd"))))).Value.Should().Be(7L);

    [Fact]
    public async Task Content_that_is_not_text_has_no_length()
    {
        var request = new SignalRequest(Given.Contract(), [new ChatMessage(ChatRole.User, [new TextContent("see"), new DataContent(new byte[] { 1 }, "image/png")])]);

        (await Extract(request)).Should().BeEquivalentTo(new { IsAvailable = false, Value = (object?)null });
    }

    [Theory]
    [InlineData(1_900, false)]
    [InlineData(2_100, true)]
    [InlineData(7_900, true)]
    [InlineData(8_100, false)]
    public async Task Near_a_window_the_exact_counter_is_asked(int characters, bool exact)
    {
        var signal = await Extract(Given.Request(new string('x', characters)), _ => 42);

        signal.Parts!["exact"].Should().Be(exact);
        if (exact)
            signal.Number("tokens").Should().Be(46);
    }

    [Fact]
    public async Task Near_the_cost_limit_the_exact_counter_is_asked()
    {
        var contract = Given.Contract(options => options.Fallback.MaxCost = 0.00005m);

        (await Extract(Given.Request(new string('x', 1_000), contract), _ => 42)).Parts!["exact"].Should().Be(true);
    }

    [Fact]
    public async Task Without_a_counter_the_estimate_stays() => (await Extract(Given.Request(new string('x', 4_000)))).Parts!["exact"].Should().Be(false);

    [Fact]
    public void The_parts_of_a_length_are_a_dictionary()
    {
        var parts = new LengthParts(6, 8, exact: true);

        parts.Count.Should().Be(3);
        parts.Keys.Should().Equal("tokens", "characters", "exact");
        parts.Values.Should().Equal(6L, 8L, true);
        parts.ContainsKey("tokens").Should().BeTrue();
        parts.ContainsKey("words").Should().BeFalse();
        parts.TryGetValue("words", out _).Should().BeFalse();
        FluentActions.Invoking(() => parts["words"]).Should().Throw<KeyNotFoundException>();
    }

    private static ValueTask<Signal> Extract(SignalRequest request, Func<string, int>? counter = null) =>
        new LengthExtractor(Ladder, counter is null ? null : new TokenCounter(counter)).ExtractAsync(request, CancellationToken.None);
}
