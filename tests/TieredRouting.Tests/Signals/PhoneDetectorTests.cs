using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class PhoneDetectorTests
{
    [Theory]
    [InlineData("⟦+41 44 123 45 67⟧")]
    [InlineData("Ring ⟦+49 (0)30 1234567⟧!")]
    [InlineData("⟦555-867-5309⟧ or ⟦(555) 867-5309⟧")]
    [InlineData("⟦1-604-696-5272x565⟧")]
    [InlineData("⟦(898)666-3621 ext. 12⟧")]
    [InlineData("☎ ⟦07700 900 123⟧, danach")]
    [InlineData("⟦0044 20 7946 0958⟧")]
    [InlineData("⟦02079460958⟧")]
    [InlineData("my phone is ⟦451 5986⟧")]
    [InlineData("Tel: ⟦99 577450⟧.")]
    [InlineData("⟦780-999-2181⟧ ⟦780-999-2182⟧")]
    public void A_number_written_to_be_dialled_is_found(string text) => text.ShouldBeFoundBy(new PhoneDetector(), "phone");

    [Theory]
    [InlineData("2027-03-11 and 11.03.2027")]
    [InlineData("460-89-9847")]
    [InlineData("call 460-89-9847")]
    [InlineData("192.168.100.200")]
    [InlineData("order 4515986")]
    [InlineData("EUR 1 000 000, $555 867 5309")]
    [InlineData("call about 12 500 000 units")]
    [InlineData("call between 2024-2026")]
    [InlineData("A1234567890 and 1234567890A")]
    [InlineData("4111111111111112")]
    [InlineData("1234 5678 9012 3456 7890 1234")]
    [InlineData("(37)")]
    [InlineData("+1")]
    [InlineData("at 10:0312345678")]
    public void Other_numbers_are_not(string text) => text.ShouldBeFoundBy(new PhoneDetector(), "phone");
}
