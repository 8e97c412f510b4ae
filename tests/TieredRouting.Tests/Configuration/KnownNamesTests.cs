using TieredRouting.Configuration;

namespace TieredRouting.Tests.Configuration;

public sealed class KnownNamesTests
{
    [Fact]
    public void Few_names_are_all_listed_in_order() => KnownNames.Of(["b", "a"]).Should().Be("a, b");

    [Fact]
    public void Of_thousands_of_names_an_error_lists_some_and_counts_the_rest() =>
        KnownNames.Of([.. Enumerable.Range(10, 10_000).Select(number => $"n{number}")]).Should().StartWith("n10, ").And.EndWith(" and 9980 more");
}
