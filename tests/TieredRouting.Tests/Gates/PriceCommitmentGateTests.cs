using Microsoft.Extensions.AI;

namespace TieredRouting.Tests.Gates;

public sealed class PriceCommitmentGateTests
{
    [Theory]
    [InlineData("It costs $29 a month.")]
    [InlineData("Das macht 29,90 € im Monat.")]
    [InlineData("It is 1 200 EUR.")]
    [InlineData("We can offer CHF 1'000.")]
    [InlineData("It is fifty dollars.")]
    [InlineData("We can offer you 20 % off.")]
    [InlineData("A discount of 15 percent")]
    [InlineData("We guarantee delivery by Friday.")]
    [InlineData("You will get a full refund.")]
    [InlineData("Wir garantieren Ihnen das.")]
    [InlineData("Nous vous garantissons ce résultat.")]
    [InlineData("That is ＄２９.")]
    public async Task A_price_or_a_promise_that_nobody_gave_is_refused(string answer) =>
        (await Checked.By(GateNames.PriceCommitment, answer)).Should().Be(GateVerdict.Failed);

    [Theory]
    [InlineData("95 % of our customers plan 40 shifts in 2 hours.")]
    [InlineData("We cannot guarantee a date.")]
    [InlineData("Version 2.0 has 3 dashboards for 14 shops.")]
    [InlineData("A colleague will name you our prices.")]
    public async Task Numbers_that_are_no_prices_pass(string answer) =>
        (await Checked.By(GateNames.PriceCommitment, answer)).Should().Be(GateVerdict.Passed);

    [Theory]
    [InlineData("Your budget of 1,000 euros is enough.", "we have 1000 EUR")]
    [InlineData("It is $1.5 million.", "around 1,500,000 dollars")]
    public async Task A_price_of_the_request_may_be_repeated_in_any_notation(string answer, string request) =>
        (await Checked.By(GateNames.PriceCommitment, answer, request)).Should().Be(GateVerdict.Passed);

    [Fact]
    public async Task A_promise_of_the_request_may_not() =>
        (await Checked.By(GateNames.PriceCommitment, "Yes, we guarantee it.", "do you say: we guarantee it?")).Should().Be(GateVerdict.Failed);

    [Fact]
    public async Task A_promise_of_a_source_may() =>
        (await Checked.By(GateNames.PriceCommitment, "Yes: we guarantee it.", more: new ChatMessage(ChatRole.User, "Terms: we guarantee it for a year.").AsSource())).Should().Be(GateVerdict.Passed);

    [Theory]
    [InlineData("It costs 29 euros.")]
    [InlineData("10 % off, and your money back.")]
    public async Task What_the_contract_allows_passes(string answer) =>
        (await Checked.By(GateNames.PriceCommitment, answer, settings: it => it.AllowPrices("29 EUR", "10 % off", "money back"))).Should().Be(GateVerdict.Passed);

    [Fact]
    public async Task The_same_sum_in_another_currency_is_another_price() =>
        (await Checked.By(GateNames.PriceCommitment, "It is 100 USD.", "we have 100 EUR")).Should().Be(GateVerdict.Failed);
}
