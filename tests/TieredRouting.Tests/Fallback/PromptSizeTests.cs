using Microsoft.Extensions.AI;
using TieredRouting.Fallback;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Fallback;

public sealed class PromptSizeTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.User, "abcdefgh")];

    [Fact]
    public void Messages_instructions_and_schema_count() =>
        PromptSize.Of(Hello, new ChatOptions { Instructions = "abcd" }, schemaTokens: 10, exactCounter: null).Should().Be(4 + 2 + 1 + 10);

    [Fact]
    public void Tools_count_by_name_description_and_schema()
    {
        var tool = AIFunctionFactory.Create((string city) => city, "look", "Looks up the weather of a city.");

        PromptSize.Of(Hello, new ChatOptions { Tools = [tool] }, 0, null)
            .Should().Be(6 + ("look".Length + tool.Description.Length + tool.JsonSchema.GetRawText().Length) / 4);
    }

    [Fact]
    public void What_is_not_text_counts_at_its_worst() =>
        PromptSize.Of([new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])], new ChatOptions(), 0, null)
            .Should().Be(4 + TokenEstimate.TokensPerUnmeasuredPart);

    [Fact]
    public void The_exact_counter_counts_texts() => PromptSize.Of(Hello, new ChatOptions(), 0, new TokenCounter(_ => 77)).Should().Be(4 + 77);
}
