using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class ContractChooserTests
{
    private static readonly ContractExamples Hours = new("hours",
        ["When do you open?", "What are your opening hours on Sunday?", "Until when is the shop open today?", "Are you open on holidays?", "At what time do you close tonight?"]);

    private static readonly ContractExamples Refund = new("refund",
        ["I want my money back", "How do I get a refund for my order?", "Please refund the broken lamp", "My refund has not arrived yet", "Can I return this and be refunded?"]);

    private static readonly ContractExamples Invoice = new("invoice",
        ["Send me the invoice for March", "I need a copy of my last invoice", "The invoice has the wrong address", "Where can I download invoices?", "Please put our tax number on the invoice"]);

    private static readonly ContractChooser Chooser = ContractChooser.Of([Hours, Refund, Invoice]);

    [Theory]
    [InlineData("are you open on monday", "hours")]
    [InlineData("i would like a refund for the chair", "refund")]
    [InlineData("could you send the invoice of last month", "invoice")]
    [InlineData("tell me a joke about penguins", null)]
    [InlineData("", null)]
    [InlineData("?!... --", null)]
    [InlineData("😀😀😀", null)]
    public void Chooses_what_is_like_its_examples_and_nothing_else(string text, string? contract) =>
        Chooser.Choose(text).Contract.Should().Be(contract);

    [Fact]
    public void Says_in_no_words_of_the_request_why_it_is_for_none()
    {
        var choice = Chooser.Choose("tell me a joke about penguins");

        choice.WhyNone.Should().Contain(choice.Nearest).And.NotContain("penguins");
    }

    [Fact]
    public void Does_not_mind_the_order_of_contracts_and_examples() =>
        Gen.Shuffle(new[] { Hours, Refund, Invoice }).Sample(
            contracts =>
            {
                var again = ContractChooser.Of(contracts.Select(contract => contract with { Texts = [.. contract.Texts.Reverse()] }));
                return Questions.All(question => again.Choose(question) == Chooser.Choose(question));
            },
            iter: 20);

    [Fact]
    public void Does_not_mind_case_spaces_signs_and_what_cannot_be_seen() =>
        Gen.Select(Gen.OneOf(Questions), Gen.Int[0, 40], Gen.OneOf("  ", "\u200B", "\u2060", "\t", " ", " ? ", " - ")).Sample((question, at, noise) =>
        {
            var place = Math.Min(at, question.Length);
            // A sign that cannot be seen may stand anywhere, what can be seen only where a word ends.
            if (noise is not ("\u200B" or "\u2060"))
                place = question.IndexOf(' ');
            Chooser.Choose(question.ToUpperInvariant().Insert(place, noise)).Should().Be(Chooser.Choose(question));
        });

    [Fact]
    public void Throws_at_no_text() =>
        Gen.String[Gen.Char, 0, 5_000].Sample(text => Chooser.Choose(text).Score is >= 0 and <= 1, iter: 2_000);

    [Theory]
    [InlineData("refund ")]
    [InlineData("a")]
    [InlineData("\uD83D")]
    [InlineData("漢")]
    [InlineData("\u0301")]
    public void Reads_ten_million_units_as_if_they_were_few(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));

        Chooser.Choose(text).Score.Should().BeInRange(0, 1);
    }

    [Fact]
    public void Finds_an_intent_at_the_end_of_a_long_text() =>
        Chooser.Choose(new string('x', 1_000_000) + new string(' ', 2_000) + "please send the invoice for march").Contract.Should().Be("invoice");

    [Fact]
    public void One_contract_is_chosen_only_for_what_is_like_its_examples()
    {
        var chooser = ContractChooser.Of([Hours]);

        chooser.Choose("when do you open on sunday").Contract.Should().Be("hours");
        chooser.Choose("tell me a joke about penguins").Contract.Should().BeNull();
    }

    [Fact]
    public void One_example_each_is_little_and_works_for_what_is_close_to_it()
    {
        var chooser = ContractChooser.Of([new("hours", ["When do you open?"]), new("refund", ["I want my money back"])]);

        chooser.Choose("when do you open").Contract.Should().Be("hours");
        chooser.Choose("give me my money back").Contract.Should().Be("refund");
        chooser.Choose("tell me a joke about penguins").Contract.Should().BeNull();
    }

    [Fact]
    public void An_example_given_twice_counts_once() =>
        ContractChooser.Of([Hours with { Texts = [.. Hours.Texts, .. Hours.Texts] }, Refund, Invoice]).Choose("are you open").Should().Be(Chooser.Choose("are you open"));

    [Fact]
    public void One_example_of_two_contracts_gives_what_is_like_it_the_same_contract_each_time()
    {
        ContractExamples[] both = [new("a", ["When do you open?"]), new("b", ["When do you open?"])];

        ContractChooser.Of(both).Choose("when do you open").Should().Be(ContractChooser.Of(both.Reverse()).Choose("when do you open"));
    }

    [Fact]
    public void Examples_without_a_word_are_like_nothing() =>
        ContractChooser.Of([new("signs", ["???", "!!"])]).Choose("???").Contract.Should().BeNull();

    [Fact]
    public async Task A_short_turn_that_fits_nothing_goes_on_with_the_turn_before()
    {
        ChatMessage[] messages = [User("i would like a refund for the chair"), new(ChatRole.Assistant, "Shall I send an invoice?"), User("yes, please")];

        (await Ask(messages)).Contract.Should().Be("refund");
        (await Ask([.. messages, User("when do you open")])).Contract.Should().Be("hours");
        (await Ask([.. messages, User("tell me a joke about penguins")])).Contract.Should().BeNull("a longer turn stands for itself");
    }

    [Fact]
    public async Task What_others_say_chooses_nothing()
    {
        ChatMessage[] messages = [new(ChatRole.System, "When do you open?"), User("tell me a joke about penguins"), new(ChatRole.Assistant, "I want my money back"), new(ChatRole.Tool, "Send me the invoice for March")];

        (await Ask(messages)).Contract.Should().BeNull();
        (await Ask([messages[0]])).Contract.Should().BeNull();
    }

    [Fact]
    public void Knows_the_examples_it_learnt_from()
    {
        Chooser.IsOf([Invoice, Hours, Refund]).Should().BeTrue();
        Chooser.IsOf([Hours, Refund]).Should().BeFalse();
        Chooser.IsOf([Hours, Refund, Invoice with { Texts = [.. Invoice.Texts.Skip(1)] }]).Should().BeFalse();
    }

    [Fact]
    public void More_than_can_be_learnt_from_is_known_before() =>
        ContractChooser.CanLearn([.. Enumerable.Range(0, 5_000).Select(index => new ContractExamples($"contract-{index}", ["a", "b"]))]).Should().BeFalse();

    private static readonly string[] Questions = ["are you open on monday", "i want a refund for the chair", "could you send the invoice", "tell me a joke about penguins", "money back or invoice"];

    private static ValueTask<ContractChoice> Ask(params ChatMessage[] messages) => Chooser.ChooseAsync(messages, embedded: null, CancellationToken.None);

    private static ChatMessage User(string text) => new(ChatRole.User, text);
}
