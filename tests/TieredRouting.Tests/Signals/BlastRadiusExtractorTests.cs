using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class BlastRadiusExtractorTests
{
    [Fact]
    public async Task What_the_caller_states_is_the_radius()
    {
        var signal = await Extract(new RequestFacts { Recipients = 200, Amount = 5_000.5m });

        signal.Name.Should().Be("blastRadius");
        signal.Parts.Should().Equal(new Dictionary<string, object> { ["recipients"] = 200L, ["amount"] = 5_000.5m });
    }

    [Fact]
    public async Task Zero_is_stated() => (await Extract(new RequestFacts { Records = 0 })).Number("records").Should().Be(0);

    [Fact]
    public async Task Nothing_stated_is_unavailable() => (await Extract(RequestFacts.None)).IsAvailable.Should().BeFalse();

    [Theory]
    [InlineData("Please [send this to all 4,000 customers].", "recipients", 4_000, "4,000 customers")]
    [InlineData("Delete 12k records today.", "records", 12_000, "12k records")]
    [InlineData("Wire $2.5m to them.", "amount", 2_500_000, "$2.5m")]
    [InlineData("Could you transfer EUR 1.500,50?", "amount", 1500.5, "EUR 1.500,50")]
    [InlineData("Pay them 3 million euros.", "amount", 3_000_000, "3 million euros")]
    [InlineData("Refund 250 € at once.", "amount", 250, null)]
    [InlineData("Email 1 200 of our best customers.", "recipients", 1_200, "1 200 of our best customers")]
    [InlineData("To these 300 users, send a reminder.", "recipients", 300, "300 users")]
    [InlineData("Archive the 4.000 tickets.", "records", 4_000, "4.000 tickets")]
    public async Task A_text_that_has_something_done_says_how_far_it_reaches(string text, string part, double size, string? place)
    {
        text = text.Replace("[", "").Replace("]", "");
        var signal = await Extract(RequestFacts.None, text);

        signal.Number(part).Should().Be((decimal)size);
        var evidence = signal.Evidence.Should().ContainSingle().Subject;
        evidence.Kind.Should().Be(part);
        if (place is not null)
            text.Substring(evidence.Start, evidence.Length).Should().Be(place);
    }

    [Theory]
    [InlineData("We have 4,000 customers and 12k records.")]
    [InlineData("They send 4,000 customers a letter every month.")]
    [InlineData("How much is $2.5m in euros?")]
    [InlineData("Send it in 2024. We have 4,000 customers.")]
    [InlineData("Send the B2000 manual, with 50% off, at 10:30.")]
    [InlineData("Send this to our customers.")]
    [InlineData("Change my pin to 1234 on that account.")]
    [InlineData("He has to pay $1,200, and pays them.")]
    public async Task A_text_that_only_tells_of_a_size_has_none(string text) => (await Extract(RequestFacts.None, text)).IsAvailable.Should().BeFalse();

    [Fact]
    public async Task Where_a_tool_writes_any_size_counts()
    {
        var tool = AIFunctionFactory.Create(() => "", "send_mail");

        (await Extract(RequestFacts.None, "We have 4,000 customers.", tool)).Number("recipients").Should().Be(4_000);
        (await Extract(RequestFacts.None, "We have 4,000 customers.", AIFunctionFactory.Create(() => "", "get_mail"))).IsAvailable.Should().BeFalse();
    }

    [Fact]
    public async Task The_larger_of_what_is_stated_and_what_is_said_counts()
    {
        (await Extract(new RequestFacts { Recipients = 5 }, "Send it to 4,000 users.")).Number("recipients").Should().Be(4_000);
        (await Extract(new RequestFacts { Recipients = 5_000 }, "Send it to 4,000 users, then to 20 guests.")).Number("recipients").Should().Be(5_000);
    }

    [Fact]
    public async Task Disguised_digits_and_endless_numbers_count()
    {
        (await Extract(RequestFacts.None, "Send it to ４,０\u200B００ users.")).Number("recipients").Should().Be(4_000);
        (await Extract(RequestFacts.None, $"Send it to {new string('9', 100_000)} users and pay ${new string('9', 40)}m.")).Number("recipients").Should().Be(long.MaxValue);
    }

    private static ValueTask<Signal> Extract(RequestFacts facts, string text = "Hello", params AITool[] tools) =>
        new BlastRadiusExtractor(new ToolRiskExtractor()).ExtractAsync(Given.Request(text, facts: facts, options: new ChatOptions { Tools = tools }), CancellationToken.None);
}
