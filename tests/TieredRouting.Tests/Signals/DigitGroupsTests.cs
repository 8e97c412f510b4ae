using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DigitGroupsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no digit", "")]
    [InlineData("1", "0+1")]
    [InlineData("12 345-6, a long way to 7890123456789", "0+2 3+3 7+1 24+13")]
    [InlineData("x9", "1+1")]
    public void Every_run_of_digits_is_read_once(string text, string expected)
    {
        var read = new List<string>();
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
            read.Add($"{group.Start}+{group.Length}");

        string.Join(' ', read).Should().Be(expected);
    }

    [Theory]
    [InlineData("a 1", 2)]
    [InlineData("é-1", 2)]
    [InlineData("the letter is far away .... 1", 7)]
    [InlineData("1 2 a 3 4 5", 6)]
    public void The_last_letter_before_is_known(string text, int away)
    {
        var groups = new DigitGroups(text);
        DigitGroup last = default;
        while (groups.Next(out var group))
            last = group;

        (last.HasLetterWithin(away), last.HasLetterWithin(away - 1)).Should().Be((true, false));
    }

    [Fact]
    public void Where_no_letter_was_none_is_within_any_distance()
    {
        var groups = new DigitGroups("1 2");

        (groups.Next(out var group), group.HasLetterWithin(1_000_000)).Should().Be((true, false));
    }

    [Theory]
    [InlineData("1a", 1)]
    [InlineData("1 2 .. é", 7)]
    [InlineData("a 1 2 - b 3", 6)]
    public void The_first_letter_behind_is_known(string text, int away)
    {
        var groups = new DigitGroups(text);
        groups.Next(out _);

        (groups.LetterFollowsWithin(away - 1), groups.LetterFollowsWithin(away)).Should().Be((false, true));
    }
}
