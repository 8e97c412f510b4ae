using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class CreditCardDetectorTests
{
    [Theory]
    [InlineData("⟦4111111111111111⟧")]
    [InlineData("Karte ⟦4111 1111 1111 1111⟧ 12/27")]
    [InlineData("😀⟦5500-0000-0000-0004⟧,")]
    [InlineData("⟦3400 000000 00009⟧")]
    [InlineData("⟦30000000000004⟧ ⟦6011000000000004⟧")]
    [InlineData("⟦4222222222222⟧")]
    [InlineData("⟦4111.1111.1111.1111⟧ ⟦4111  1111  1111  1111⟧")]
    [InlineData("⟦4111\u20111111\u20111111\u20111111⟧ ⟦4111\u202F1111\u202F1111\u202F1111⟧")]
    public void A_card_is_found(string text) => text.ShouldBeFoundBy(new CreditCardDetector(), "creditCard");

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("0000000000000000")]
    [InlineData("9111111111111111")]
    [InlineData("41111111111111111111")]
    [InlineData("4111 1111-1111 1111")]
    [InlineData("4111  1111 1111 1111")]
    [InlineData("4111--1111--1111--1111")]
    [InlineData("4 111111111111111")]
    [InlineData("x4111111111111111")]
    [InlineData("4111111111111111x")]
    [InlineData("0.4111111111111111")]
    [InlineData("4111")]
    public void Other_numbers_are_not(string text) => text.ShouldBeFoundBy(new CreditCardDetector(), "creditCard");
}
