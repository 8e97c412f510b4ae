using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class PersonDetectorTests
{
    [Theory]
    [InlineData("My name is ⟦Ann Smith-Jones⟧.")]
    [InlineData("my name is ⟦ann⟧")]
    [InlineData("The name on the account is ⟦Ludwig van Berg⟧, please")]
    [InlineData("Name: ⟦Zoë O'Neill⟧")]
    [InlineData("a customer named ⟦Kim⟧")]
    [InlineData("Dear ⟦Marta⟧, dear Mr. ⟦Berg⟧")]
    [InlineData("Mrs ⟦J. K. Berg⟧ and mr ⟦Long⟧")]
    [InlineData("I am ⟦Ann Berg⟧")]
    [InlineData("patient: ⟦Ann Berg⟧")]
    [InlineData("Kind regards,\n\n⟦Ann Berg⟧")]
    [InlineData("Thanks!\r\n⟦Ann⟧\r\nSales")]
    [InlineData("Dr. ⟦Berg⟧'s office")]
    public void A_name_in_a_plain_context_is_found(string text) => text.ShouldBeFoundBy(new PersonDetector(), "person");

    [Theory]
    [InlineData("Ann Berg came by")]
    [InlineData("my name is not on the list, my name is wrong")]
    [InlineData("Dear Sir or Madam, Dear Team")]
    [InlineData("I am German, I am Happy")]
    [InlineData("the patient Is here, the patient Ann")]
    [InlineData("Kind regards, Ann")]
    [InlineData("Regards,\nthe team at Berg")]
    [InlineData("I miss You, ms Word, file name: x_1")]
    [InlineData("what is my name?")]
    public void Anything_else_is_not(string text) => text.ShouldBeFoundBy(new PersonDetector(), "person");

    [Fact]
    public void A_contraction_introduces_too()
    {
        "Hi, I'm ⟦Ann Berg⟧. WI'm Ann Berg, I'm German.".ShouldBeFoundBy(new ContractedPersonDetector(), "person");
    }
}
