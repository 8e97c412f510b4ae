using Microsoft.Extensions.AI;

namespace TieredRouting.Tests.Gates;

public sealed class PiiLeakGateTests
{
    [Theory]
    [InlineData("Write to ann.keller@bakery.example.")]
    [InlineData("Call +49 30 901820.")]
    [InlineData("The account is DE89 3704 0044 0532 0130 00.")]
    [InlineData("The card is 4111 1111 1111 1111.")]
    public async Task Personal_data_that_nobody_gave_is_refused(string answer) =>
        (await Checked.By(GateNames.PiiLeak, answer)).Should().Be(GateVerdict.Failed);

    [Theory]
    [InlineData("Write to ann.keller@bakery.example.", "I am ANN.KELLER@bakery.example")]
    [InlineData("Call +49 30 901820.", "my number: 0049-30-901820")]
    [InlineData("Call +49 30 9018 2044.", "phone 030 9018 2044")]
    [InlineData("The account is DE89 3704 0044 0532 0130 00.", "DE89370400440532013000")]
    [InlineData("Write to support@harbour.example.", "who can help me?")]
    public async Task What_the_request_or_its_instructions_gave_may_be_said_in_any_notation(string answer, string request) =>
        (await Checked.By(GateNames.PiiLeak, answer, request)).Should().Be(GateVerdict.Passed);

    [Fact]
    public async Task Another_number_than_the_one_given_is_refused() =>
        (await Checked.By(GateNames.PiiLeak, "Call +49 30 901821.", "my number: +49 30 901820")).Should().Be(GateVerdict.Failed);

    [Fact]
    public async Task What_a_tool_gave_back_was_given() =>
        (await Checked.By(GateNames.PiiLeak, "Call +49 30 901820.", more: new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "tel +49 30 901820")]))).Should().Be(GateVerdict.Passed);

    [Fact]
    public async Task An_escape_of_json_hides_nothing()
    {
        using var json = System.Text.Json.JsonDocument.Parse("""{"to":"ann.keller\u0040bakery.example"}""");
        var verdict = await Checked.Bound(GateNames.PiiLeak).CheckAsync(new Answer("""{"to":"ann.keller\u0040bakery.example"}""", json.RootElement), TestContext.Current.CancellationToken);

        verdict.Should().Be(GateVerdict.Failed);
    }

    [Fact]
    public async Task A_credential_is_none_of_its_business_but_of_the_other_gates_even_when_it_was_given()
    {
        const string Secret = "password: Tr0ub4dor&3xyz";

        (await Checked.By(GateNames.PiiLeak, Secret)).Should().Be(GateVerdict.Passed);
        (await Checked.By(GateNames.CredentialLeak, Secret, request: Secret)).Should().Be(GateVerdict.Failed);
    }
}
