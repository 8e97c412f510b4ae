namespace TieredRouting.Evaluation.Tests.Run;

public sealed class SeenIdsTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void The_later_line_repeats_the_earlier_whichever_was_read_first(int first, int second)
    {
        var seen = new SeenIds();
        seen.Add("a", first);

        var error = FluentActions.Invoking(() => seen.Add("a", second)).Should().Throw<RepeatedIdException>().Which;

        (error.Line, error.Message).Should().Be((5, "repeats the id of line 1"));
    }
}
