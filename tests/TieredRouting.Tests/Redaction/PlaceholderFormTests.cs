using TieredRouting.Redaction;

namespace TieredRouting.Tests.Redaction;

public sealed class PlaceholderFormTests
{
    [Theory]
    [InlineData("to [email-1].", 3, 9)]
    [InlineData("[[email-12]", 1, 10)]
    [InlineData("[email-][EMAIL-3]", 8, 9)]
    public void A_placeholder_is_found_where_it_stands(string text, int start, int length)
    {
        var at = 0;

        PlaceholderForm.TryFind(text, ref at, out var found).Should().BeTrue();
        (at, found).Should().Be((start, length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[email]")]
    [InlineData("[-1]")]
    [InlineData("[email-1")]
    [InlineData("[e mail-1]")]
    [InlineData("[email-1234567890]")]
    [InlineData("[émail-1]")]
    public void What_is_written_otherwise_is_none(string text)
    {
        var at = 0;

        PlaceholderForm.TryFind(text, ref at, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("to [", 1)]
    [InlineData("to [ema", 4)]
    [InlineData("to [email-", 7)]
    [InlineData("to [email-1", 8)]
    [InlineData("to [email-1]", 0)]
    [InlineData("to [1", 0)]
    [InlineData("to [email 1", 0)]
    [InlineData("to you", 0)]
    [InlineData("[email-1][e", 2)]
    public void What_may_go_on_at_the_end_is_told(string text, int length) => PlaceholderForm.CutOff(text).Should().Be(length);

    [Fact]
    public void What_may_go_on_is_never_longer_than_a_placeholder_can_be()
    {
        PlaceholderForm.CutOff("[" + new string('a', 500)).Should().Be(0);
        PlaceholderForm.CutOff("[a-" + new string('1', 500)).Should().Be(0);
    }
}
