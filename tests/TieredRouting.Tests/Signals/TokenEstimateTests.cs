using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class TokenEstimateTests
{
    /// <summary>Any UTF-16 units at all: controls, surrogates alone and in pairs.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[0, 60],
        Gen.OneOf('a', ' ', '\0', 'ä', '中', '\uD800', '\uDC00', '\uFFFF').Array[0, 60].Select(units => new string(units)));

    [Fact]
    public void No_text_throws_or_counts_below_nothing() =>
        AnyText.Sample(text =>
        {
            var estimate = Of(text);

            estimate.Tokens.Should().BePositive("a message has a frame");
            estimate.Characters.Should().Be(text.Length);
            estimate.Unmeasured.Should().Be(0);
        }, iter: 2_000);

    [Fact]
    public void More_text_never_counts_less() =>
        Gen.Select(AnyText, AnyText).Sample((text, more) =>
        {
            Of(text + more).Tokens.Should().BeGreaterThanOrEqualTo(Of(text).Tokens);
            Of(more + text).Tokens.Should().BeGreaterThanOrEqualTo(Of(text).Tokens);
        }, iter: 2_000);

    [Fact]
    public void A_text_in_two_messages_never_counts_less_than_in_one() =>
        Gen.Select(AnyText, AnyText).Sample((one, two) =>
            TokenEstimate.Of([User(one), User(two)]).Tokens.Should().BeGreaterThanOrEqualTo(Of(one + two).Tokens), iter: 1_000);

    [Fact]
    public void A_different_order_counts_the_same() =>
        AnyText.Array[0, 5].Sample(texts =>
            TokenEstimate.Of([.. texts.Select(User).Reverse()]).Should().Be(TokenEstimate.Of([.. texts.Select(User)])), iter: 500);

    [Theory]
    [InlineData("", 4)]
    [InlineData("abcd", 5)]
    [InlineData("abcde", 6)]
    [InlineData("中文", 6)]
    [InlineData("abc中", 6)]
    public void Four_letters_are_a_token_and_so_is_every_other_character(string text, int tokens) => Of(text).Tokens.Should().Be(tokens);

    [Fact]
    public void Instructions_count() => TokenEstimate.Of([User("abcd")], "abcdefgh").Should().Be(new TokenEstimate(4 + 1 + 2, 12, 0));

    [Fact]
    public void The_exact_counter_is_asked_for_every_text()
    {
        var asked = new List<string>();

        var estimate = TokenEstimate.Of([User("one"), User("two")], "three", new TokenCounter(text =>
        {
            asked.Add(text);
            return 100;
        }));

        asked.Should().BeEquivalentTo("one", "two", "three");
        estimate.Tokens.Should().Be(300 + 2 * 4);
    }

    [Fact]
    public void What_is_not_text_is_not_measured_and_counts_at_worst_as_much_as_an_image()
    {
        var estimate = TokenEstimate.Of([new ChatMessage(ChatRole.User, [new TextContent("abcd"), new DataContent(new byte[] { 1 }, "image/png"), new UriContent("http://example.test/a.png", "image/png")])]);

        estimate.Unmeasured.Should().Be(2);
        estimate.AtWorst.Should().Be(5 + 2 * TokenEstimate.TokensPerUnmeasuredPart);
    }

    [Fact]
    public void Tool_calls_and_results_count_by_their_text()
    {
        var message = new ChatMessage(ChatRole.Assistant,
        [
            new FunctionCallContent("1", "look", new Dictionary<string, object?> { ["city"] = "Bonn", ["days"] = 3, ["deep"] = JsonDocument.Parse("[1,2]").RootElement, ["none"] = null }),
            new FunctionResultContent("1", "rain"),
            new TextReasoningContent("hmmm"),
            new ErrorContent("oops"),
            new UsageContent(new UsageDetails()),
        ]);

        TokenEstimate.Of([message]).Should().Be(new TokenEstimate(4 + 1 + (1 + 1) + (1 + 1) + (1 + 2) + 1 + 1 + 1 + 1, 4 + 8 + 4 + 9 + 4 + 12, 0));
    }

    [Fact]
    public void A_result_of_a_type_of_the_host_is_not_measured() =>
        TokenEstimate.Of([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", new object())])]).Unmeasured.Should().Be(1);

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    public void A_schema_counts_by_its_length_in_characters(char character) =>
        TokenEstimate.OfSchema(JsonElement.Parse($"\"{new string(character, 39)}\"")).Should().Be(10);

    private static TokenEstimate Of(string text) => TokenEstimate.Of([User(text)]);

    private static ChatMessage User(string text) => new(ChatRole.User, text);
}
