using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Tests.Gates;

public sealed class GroundednessGateTests
{
    private static readonly ChatMessage Source = new ChatMessage(ChatRole.User, "Harbourdesk was founded in Lisbon in 2011. It has 45 employees and four offices. The founder is Rita Alves.").AsSource();

    [Theory]
    [InlineData("Harbourdesk was founded in 2011 by Rita Alves.")]
    [InlineData("It was founded in Lisbon. It has 4 offices.")]
    [InlineData("1. The company has 45 employees.\n2. It sits in Lisbon.")]
    [InlineData("I do not know.")]
    public async Task What_the_sources_say_passes(string answer) =>
        (await Checked.By(GateNames.Groundedness, answer, "Tell me about it, for Marta.", more: Source)).Should().Be(GateVerdict.Passed);

    [Theory]
    [InlineData("It was founded in 2012.")]
    [InlineData("It was founded in Porto.")]
    [InlineData("It was founded by Rui Alves.")]
    [InlineData("The customers usually praise excellent support, generous holidays and beautiful gardens.")]
    public async Task Another_number_name_or_claim_is_refused(string answer) =>
        (await Checked.By(GateNames.Groundedness, answer, "Tell me about it, for Marta.", more: Source)).Should().Be(GateVerdict.Failed);

    [Theory]
    [InlineData("It sits in Lisbon, Porto and elsewhere.", GateVerdict.Failed)]
    [InlineData("It sits in Lisbon., Porto it is not.", GateVerdict.Passed)]
    [InlineData("It sits in (Lisbon), Porto and elsewhere.", GateVerdict.Failed)]
    [InlineData("1, Porto is none.", GateVerdict.Failed)]
    public async Task A_capital_behind_a_comma_is_a_name_unless_a_sentence_ended_before(string answer, GateVerdict expected) =>
        (await Checked.By(GateNames.Groundedness, answer, "Tell me about it, for Marta. 1", more: [Source, new ChatMessage(ChatRole.User, "1").AsSource()])).Should().Be(expected);

    [Theory]
    [InlineData(40, "", GateVerdict.Failed)]
    [InlineData(40, ",", GateVerdict.Failed)]
    [InlineData(41, "", GateVerdict.Passed)]
    [InlineData(41, ",", GateVerdict.Passed)]
    public async Task No_word_is_seen_before_a_capital_that_is_longer_than_words_are(int length, string sign, GateVerdict expected) =>
        (await Checked.By(GateNames.Groundedness, $"It has {new string('x', length)}{sign} Porto too.", "Tell me about it, for Marta.", more: Source)).Should().Be(expected);

    [Fact]
    public async Task A_number_of_the_question_is_no_source_while_its_names_may_be_said()
    {
        (await Checked.By(GateNames.Groundedness, "Yes, it has 60 employees.", "Has it 60 employees?", more: Source)).Should().Be(GateVerdict.Failed);
        (await Checked.By(GateNames.Groundedness, "Hello to Marta.", "Tell me about it, for Marta.", more: Source)).Should().Be(GateVerdict.Passed);
    }

    [Fact]
    public async Task Without_sources_the_request_is_its_own() =>
        (await Checked.By(GateNames.Groundedness, "They need it by 1 March for Acme.", "Acme needs it by March 1")).Should().Be(GateVerdict.Passed);

    [Fact]
    public async Task Claims_are_left_alone_where_no_overlap_is_asked_for() =>
        (await Checked.By(GateNames.Groundedness, "The customers usually praise excellent support, generous holidays and beautiful gardens.", settings: it => it.RequireOverlap(0), more: Source)).Should().Be(GateVerdict.Passed);

    [Theory]
    [InlineData("""{"seats":45}""", GateVerdict.Passed)]
    [InlineData("""{"seats":46}""", GateVerdict.Failed)]
    public async Task Of_json_the_values_are_looked_at(string answer, GateVerdict expected)
    {
        using var json = JsonDocument.Parse(answer);
        (await Checked.Bound(GateNames.Groundedness, more: Source).CheckAsync(new Answer(answer, json.RootElement), TestContext.Current.CancellationToken)).Should().Be(expected);
    }
}
