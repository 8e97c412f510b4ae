using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DateOfBirthDetectorTests
{
    [Theory]
    [InlineData("born on ⟦11/22/2000⟧")]
    [InlineData("DOB: ⟦1984-03-11⟧")]
    [InlineData("date of birth ⟦11.3.84⟧")]
    [InlineData("geboren am ⟦11. März 1984⟧")]
    [InlineData("my birthday is ⟦March 11th, 1984⟧, thanks")]
    [InlineData("Birthdate: ⟦11th of March 1984⟧")]
    public void A_date_behind_a_word_of_birth_is_found(string text) => text.ShouldBeFoundBy(new DateOfBirthDetector(), "dateOfBirth");

    [Theory]
    [InlineData("due on 11/22/2000")]
    [InlineData("my birthday is in March")]
    [InlineData("born in 1984")]
    [InlineData("born\n11/22/2000")]
    [InlineData("birth 45/45/2000, birth 2000-13-01, birth 11/22/2000x")]
    [InlineData("birth 1.2.3.4")]
    public void Anything_else_is_not(string text) => text.ShouldBeFoundBy(new DateOfBirthDetector(), "dateOfBirth");
}
