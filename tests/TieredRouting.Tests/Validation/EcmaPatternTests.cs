using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class EcmaPatternTests
{
    private static bool Matches(string pattern, string text)
    {
        EcmaPattern.TryCompile(pattern, out var regex, out var reason).Should().BeTrue(reason);
        return regex!.IsMatch(text);
    }

    [Theory]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\W$", "😀", true)]
    [InlineData(@"^[\W]$", "😀", true)]
    [InlineData(@"^[^\W]$", "😀", false)]
    [InlineData(@"^[\s\S]{1}$", "😀", true)]
    [InlineData(@"^[\s\S]{2}$", "😀", false)]
    [InlineData(@"^\s$", "\uFEFF", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData("^.$", "\r", false)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData("^😀+$", "😀😀", true)]
    [InlineData(@"^[\w-]+$", "a-b", true)]
    [InlineData(@"^[\w.-]+$", "a.b-c", true)]
    [InlineData("^[a[]$", "[", true)]
    [InlineData(@"^\p{L}+$", "Zoë", true)]
    [InlineData(@"^(?<year>\d{4})-\d{2}$", "2025-01", true)]
    [InlineData(@"^\x41\u0042\/$", "AB/", true)]
    [InlineData("^a]}$", "a]}", true)]
    [InlineData("^a{2,3}$", "aa", true)]
    [InlineData("^.{1,500}$", "hello", true)]
    [InlineData("", "anything", true)]
    public void A_pattern_means_what_it_means_in_ecma_script(string pattern, string text, bool expected) =>
        Matches(pattern, text).Should().Be(expected);

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData("(?>a)")]
    [InlineData("(?i)a")]
    [InlineData(@"\bword\b")]
    [InlineData(@"\A\Z")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData(@"\P{L}")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[a")]
    [InlineData("[😀]")]
    [InlineData(@"[\w-.]")]
    [InlineData(@"[a-\d]")]
    [InlineData("a{,3}")]
    [InlineData("{")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("*")]
    [InlineData(@"\")]
    [InlineData(@"\u12")]
    [InlineData(@"\ud83d\ude00")]
    [InlineData("[b-a]")]
    [InlineData("((a{1000}){1000}){1000}")]
    public void What_needs_backtracking_or_means_something_else_is_refused_with_a_reason(string pattern)
    {
        EcmaPattern.TryCompile(pattern, out _, out var reason).Should().BeFalse();

        reason.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData(@"^(\w+\s?)*$")]
    public void A_pattern_that_explodes_when_it_backtracks_is_matched_in_one_pass(string pattern) =>
        Matches(pattern, new string('a', 100_000) + "!").Should().BeFalse();
}
