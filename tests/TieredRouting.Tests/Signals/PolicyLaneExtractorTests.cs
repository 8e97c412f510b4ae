using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class PolicyLaneExtractorTests
{
    private static readonly string[] Pieces =
    [
        "a", "1", "0", "+", "(", ")", "-", ".", "@", " ", ":", "=", "/", "\n", "_", "é", "😀", "\ud800", "a@b.co", "4111111111111111", "DE89370400440532013000", "+41 44 123 45 67", "password: a1b2c3d4",
        "://", "eyJ", "AK" + "IA", "-----BEGIN PRI" + "VATE KEY-----", "-----END ", "key=", "x1", "555-867-5309", "s" + "k-", "030/1234567", "--pass ", "curl -u ", "hf_", "<key>", "451 5986",
    ];

    [Fact]
    public async Task Kinds_are_sorted_and_evidence_lies_in_order()
    {
        var signal = await Extract(new ChatMessage(ChatRole.User, "+41 44 123 45 67, a@b.co, 4111 1111 1111 1111, c@d.co"));

        signal.Value.Should().Be("creditCard,email,phone");
        signal.Evidence.Should().Equal(new SignalEvidence("phone", 0, 16), new SignalEvidence("email", 18, 6), new SignalEvidence("creditCard", 26, 19), new SignalEvidence("email", 47, 6));
    }

    [Fact]
    public async Task Where_nothing_is_seen_the_value_is_none()
    {
        var signal = await Extract(new ChatMessage(ChatRole.User, "What are my options?"));

        signal.Value.Should().Be("none");
        signal.Evidence.Should().BeEmpty();
    }

    [Fact]
    public async Task Offsets_count_in_the_texts_of_all_messages_and_of_what_tools_gave_back()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Hi"),
            new(ChatRole.Assistant, "z@z.zz"),
            new(ChatRole.User, [new TextContent("a@b.co"), new DataContent("data:image/png;base64,AA=="), new TextContent("and")]),
            new(ChatRole.Tool, [new TextContent("c@d.co"), new FunctionResultContent("1", "e@f.co"), new FunctionResultContent("2", 7)]),
        ];

        new SignalRequest(Given.Contract(), messages).Text.Should().Be("Hi\nz@z.zz\na@b.co\nand\nc@d.co\ne@f.co");
        (await Extract(messages)).Evidence.Should().Equal(new SignalEvidence("email", 3, 6), new SignalEvidence("email", 10, 6), new SignalEvidence("email", 21, 6), new SignalEvidence("email", 28, 6));
    }

    [Fact]
    public void A_single_text_is_not_copied()
    {
        var text = new string('a', 3);

        new SignalRequest(Given.Contract(), [new ChatMessage(ChatRole.User, text)]).Text.Should().BeSameAs(text);
    }

    [Fact]
    public void The_more_specific_detector_wins()
    {
        PolicyLaneExtractor.Find("password: a1b2@c3d4.com").Should().Equal(new SignalEvidence("credential", 10, 13));
        PolicyLaneExtractor.Find("call 4222222222222").Should().Equal(new SignalEvidence("creditCard", 5, 13));
        PolicyLaneExtractor.Find("a@b.co http://u:p4ss@c.de").Should().Equal(new SignalEvidence("email", 0, 6), new SignalEvidence("credential", 16, 4));
    }

    [Fact]
    public void Evidence_lies_within_the_text_in_order_and_apart() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 40].Select(pieces => string.Concat(pieces)).Sample(text =>
        {
            var end = 0;
            foreach (var evidence in PolicyLaneExtractor.Find(text))
            {
                evidence.Start.Should().BeGreaterThanOrEqualTo(end);
                evidence.Length.Should().BePositive();
                end = evidence.Start + evidence.Length;
            }

            end.Should().BeLessThanOrEqualTo(text.Length);
        }, iter: 20_000);

    [Fact]
    public void What_is_found_does_not_depend_on_the_lines_around() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 20].Select(pieces => string.Concat(pieces)).Sample(text =>
            PolicyLaneExtractor.Find($"Please call me about the password\n{text}\nand not before ten").Should().Equal(
                PolicyLaneExtractor.Find(text).Select(evidence => evidence with { Start = evidence.Start + 34 })), iter: 20_000);

    [Theory]
    [InlineData("password: abcdef!gh")]
    [InlineData("password=abcdef!gh")]
    [InlineData("write to ann@example.org")]
    [InlineData("-----BEGIN PRI" + "VATE KEY-----")]
    [InlineData("card 4111111111111111")]
    [InlineData("<password>abc!def</password>")]
    [InlineData("password：abc!def")]
    public async Task One_mark_is_enough_to_look(string text) =>
        (await Extract(new ChatMessage(ChatRole.User, text))).Evidence.Should().ContainSingle();

    [Fact]
    public void What_any_detector_finds_is_on_the_signal() =>
        Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 12].Select(pieces => string.Concat(pieces)).Sample(text =>
            Extract(new ChatMessage(ChatRole.User, text)).GetAwaiter().GetResult().Evidence.Should().Equal(PolicyLaneExtractor.Find(text)), iter: 5_000);

    /// <summary>Ten times quadratic would be minutes; a second is a hundred times what it takes.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("1-")]
    [InlineData("1a.")]
    [InlineData("(1")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@b.")]
    [InlineData("a.b-")]
    [InlineData("DE89 ")]
    [InlineData("4111 ")]
    [InlineData("key=")]
    [InlineData("token=a1")]
    [InlineData("password:")]
    [InlineData("://a:")]
    [InlineData("eyJ1.")]
    [InlineData("-----BEGIN ")]
    [InlineData("?")]
    [InlineData("must")]
    [InlineData("```\n")]
    [InlineData(" \n")]
    [InlineData("1/")]
    [InlineData("1 / ")]
    [InlineData("01.")]
    [InlineData("DE89\n")]
    [InlineData(" -u ")]
    [InlineData("curl -ua:")]
    [InlineData("--pass ")]
    [InlineData("<key>")]
    [InlineData("hf_")]
    [InlineData("key=example1")]
    [InlineData("password:\n")]
    public void A_million_characters_of_anything_are_read_to_their_end(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length));

        // A detector that is not linear would not come back from this.
        PolicyLaneExtractor.Find(text).TrueForAll(evidence => evidence.Start >= 0 && evidence.Start + evidence.Length <= text.Length).Should().BeTrue();
    }

    private static async Task<Signal> Extract(params ChatMessage[] messages) =>
        await new PolicyLaneExtractor().ExtractAsync(new SignalRequest(Given.Contract(), messages), CancellationToken.None);
}
