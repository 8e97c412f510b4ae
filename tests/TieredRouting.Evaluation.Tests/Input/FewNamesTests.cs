namespace TieredRouting.Evaluation.Tests.Input;

public sealed class FewNamesTests
{
    [Fact]
    public void The_first_twenty_names_are_kept_and_those_that_come_later_are_not()
    {
        var names = new FewNames();
        names.Add([.. Enumerable.Range(10, 30).Select(i => $"n{i}"), null]);
        names.Add(["a"]);

        names.ToString().Split(", ").Should().Equal(Enumerable.Range(10, 20).Select(i => $"n{i}"));
    }

    [Fact]
    public void A_name_is_said_once()
    {
        var names = new FewNames();
        names.Add(["b", "a"]);
        names.Add(["a"]);

        names.ToString().Should().Be("a, b");
    }
}
