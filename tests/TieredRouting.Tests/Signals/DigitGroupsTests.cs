using CsCheck;
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
    public void In_long_texts_groups_and_letters_are_those_that_one_look_after_another_finds() => Gen.Char["0123456789012345678901234567890123456789 .-aé"].Array[0, 300].Sample(units =>
    {
        var at = 0;
        for (var groups = new DigitGroups(units); groups.Next(out var group); at = group.End)
        {
            var start = Array.FindIndex(units, at, char.IsAsciiDigit);
            var end = Array.FindIndex(units, start, unit => !char.IsAsciiDigit(unit));
            var letter = Array.FindLastIndex(units, start, char.IsLetter);
            var next = Array.FindIndex(units, group.End, char.IsLetter);
            var other = Array.FindIndex(units, start, char.IsLetter);
            var most = units[start..(other < 0 ? units.Length : other)].Count(char.IsAsciiDigit);
            (group.Start, group.End).Should().Be((start, end < 0 ? units.Length : end));
            group.LastLetter.Should().Be(letter < 0 ? group.LastLetter : letter);
            group.MostDigits.Should().BeGreaterThanOrEqualTo(most);
            groups.LetterFollowsWithin(20).Should().Be(next >= 0 && next < group.End + 20);
        }

        Array.FindIndex(units, at, char.IsAsciiDigit).Should().Be(-1);
    });

    [Fact]
    public void Behind_a_group_digits_end_where_one_look_after_another_finds_it() => Gen.Char["0123456789012345678901234567890123456789 -"].Array[1, 200].Sample(units =>
    {
        for (var groups = new DigitGroups(units); groups.Next(out var group);)
        {
            for (var at = group.Start; at <= units.Length; at++)
            {
                var end = Array.FindIndex(units, at, unit => !char.IsAsciiDigit(unit));
                group.EndOfDigits(units, at).Should().Be(end < 0 ? units.Length : end);
            }
        }
    });

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_long_group_ends_where_its_digits_do(int digits)
    {
        var text = $"x{new string('7', digits)}-8";
        var groups = new DigitGroups(text);

        (groups.Next(out var first), first.Length, groups.Next(out var second), second.Start, groups.Next(out _)).Should().Be((true, digits, true, digits + 2, false));
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
