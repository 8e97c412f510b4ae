using TieredRouting.Redaction;

namespace TieredRouting.Tests.Redaction;

public sealed class KnownValuesTests
{
    private readonly KnownValues _known = new();

    [Theory]
    [InlineData("for ada@example.org, please", 4, 15)]
    [InlineData("xADA@Example.ORGx", 1, 15)]
    [InlineData("ada@example.orgy is longer", 0, 16)]
    [InlineData("Anna", 0, 4)]
    [InlineData("Mr Anna.", 3, 4)]
    public void A_value_is_found_in_any_case(string text, int start, int length)
    {
        Given();
        var at = 0;

        _known.TryFind(text, ref at, out var found, out _).Should().BeTrue();
        (at, found).Should().Be((start, length));
    }

    [Theory]
    [InlineData("Annapolis")]
    [InlineData("Joanna")]
    [InlineData("ada@example.or")]
    [InlineData("Bo")]
    [InlineData("")]
    public void A_short_value_is_no_part_of_a_word_and_a_shorter_one_is_none(string text)
    {
        Given();
        var at = 0;

        _known.TryFind(text, ref at, out _, out _).Should().BeFalse();
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_found()
    {
        var at = 0;

        _known.TryFind("ada@example.org", ref at, out _, out _).Should().BeFalse();
    }

    private void Given()
    {
        _known.Add("email", "ada@example.org");
        _known.Add("email", "ada@example.orgy");
        _known.Add("person", "Anna");
        _known.Add("person", "Bo");
    }
}
