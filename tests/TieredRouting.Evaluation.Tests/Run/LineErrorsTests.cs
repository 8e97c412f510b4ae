namespace TieredRouting.Evaluation.Tests.Run;

public sealed class LineErrorsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_line_that_repeats_an_id_is_refused_for_that_whichever_is_found_first(bool repeatFirst)
    {
        var errors = new LineErrors();
        if (repeatFirst)
            errors.AddRepeat(5, "repeats the id of line 1");
        errors.Add(5, "has no answer");
        if (!repeatFirst)
            errors.AddRepeat(5, "repeats the id of line 1");

        errors.Invoking(they => they.ThrowIfAny()).Should().Throw<InputException>().Which.Errors.Should().Equal("repeats the id of line 1");
    }

    [Fact]
    public void Errors_come_in_the_order_of_their_lines()
    {
        var errors = new LineErrors();
        errors.Add(7, "seven");
        errors.Add(2, "two");

        errors.Invoking(they => they.ThrowIfAny()).Should().Throw<InputException>().Which.Errors.Should().Equal("two", "seven");
    }
}
