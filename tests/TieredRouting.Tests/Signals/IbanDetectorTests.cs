using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class IbanDetectorTests
{
    [Theory]
    [InlineData("⟦DE89370400440532013000⟧")]
    [InlineData("to ⟦DE89 3704 0044 0532 0130 00⟧, please")]
    [InlineData("😀 ⟦GB82 WEST 1234 5698 7654 32⟧ is it")]
    [InlineData("iban:⟦ch93-0076-2011-6238-5295-7⟧")]
    [InlineData("⟦NO9386011117947⟧;⟦MT84MALT011000012345MTLCAST001S⟧")]
    [InlineData("⟦DE89  3704 0044  0532 0130 00⟧ ⟦DE89.3704.0044.0532.0130.00⟧")]
    [InlineData("⟦DE89\u202F3704\u202F0044\u202F0532\u202F0130\u202F00⟧ ⟦DE89\u20113704\u20110044\u20110532\u20110130\u201100⟧")]
    [InlineData("⟦DE89 3704 0044\n0532 0130 00⟧ ⟦DE89 3704 0044 \r\n0532 0130 00⟧")]
    public void An_account_is_found(string text) => text.ShouldBeFoundBy(new IbanDetector(), "iban");

    [Theory]
    [InlineData("DE88370400440532013000")]
    [InlineData("XX89370400440532013000")]
    [InlineData("DE8937040044053201300")]
    [InlineData("DE893704004405320130001")]
    [InlineData("ADE89370400440532013000")]
    [InlineData("DE89   370400440532013000")]
    [InlineData("DE89..370400440532013000")]
    [InlineData("DE89 3704 0044\n\n0532 0130 00")]
    [InlineData("DE")]
    [InlineData("DE89")]
    [InlineData("89")]
    public void Other_text_is_not(string text) => text.ShouldBeFoundBy(new IbanDetector(), "iban");
}
