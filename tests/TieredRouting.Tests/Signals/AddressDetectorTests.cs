using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class AddressDetectorTests
{
    [Theory]
    [InlineData("at ⟦12 Crown Street⟧, please")]
    [InlineData("⟦2450 Old Mill Rd⟧")]
    [InlineData("⟦5a Timms Drive⟧")]
    [InlineData("⟦3747 fourth avenue⟧")]
    [InlineData("⟦12 rue⟧ de Rivoli")]
    [InlineData("⟦Hauptstraße 5⟧, 80331 München")]
    [InlineData("⟦Hauptstr. 5b⟧")]
    [InlineData("⟦Nybyvägen 65⟧ and ⟦Hersnapvej 7⟧")]
    [InlineData("12 Mill ⟦Apt. 595⟧")]
    [InlineData("Reno, ⟦NV 89501⟧")]
    [InlineData("⟦SW1A 1AA⟧ and ⟦M1 1AE⟧")]
    [InlineData("my zip code is ⟦89501⟧")]
    [InlineData("she lives at ⟦Koskikatu 25⟧, her office is located at Piermark ⟦17⟧")]
    [InlineData("ship to ⟦17⟧ Piermark")]
    [InlineData("at ⟦7 8 9 Crown Street⟧")]
    [InlineData("she lives at ⟦3⟧ ⟦5⟧ Piermark")]
    public void A_plain_form_is_found(string text) => text.ShouldBeFoundBy(new AddressDetector(), "address");

    [Theory]
    [InlineData("a 5 minute drive, 2 ways to the street")]
    [InlineData("suite of 12 tests")]
    [InlineData("chapter 12, Room 5")]
    [InlineData("$12 Crown Street, 12:30 Crown Street, 12% Crown Street")]
    [InlineData("in 2027 Berlin won")]
    [InlineData("order 89501 is at risk")]
    [InlineData("The rest is at the old price of 9.99 each. Your order 4711 leaves on 12 May at 9:30.")]
    [InlineData("The desk is at the fair until May 12")]
    [InlineData("my address is wrong since 2020")]
    [InlineData("version 12 of Word")]
    public void Anything_else_is_not(string text) => text.ShouldBeFoundBy(new AddressDetector(), "address");
}
