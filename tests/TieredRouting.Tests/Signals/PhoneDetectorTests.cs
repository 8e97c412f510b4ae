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
    [InlineData("Tel.: ⟦+49 89/123 45 67⟧, ⟦+49 89/1234567⟧")]
    [InlineData("⟦030/1234567⟧; Tel. ⟦089/12345-0⟧; phone ⟦+49(0)30/1234567⟧; Tel: ⟦089 / 1234567⟧; mobil: ⟦99/1234567⟧")]
    [InlineData("⟦138 0013 8000⟧")]
    [InlineData("⟦+41\u202F44\u202F123\u202F45\u202F67⟧, ⟦030.1234567⟧, Tel. ⟦01234-5678⟧")]
    [InlineData("Phone:\n⟦451 5986⟧")]
    [InlineData("Desk: ⟦4515986⟧, telephone ⟦451 5986⟧, phones ⟦451 5987⟧")]
    [InlineData("⟦01 42 68 53 00⟧")]
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
    [InlineData("0.3333333333, +0.3333333333, -0.0333333333, .0333333333")]
    [InlineData("[0.0123456789,{\"score\":0.123456789}], call 1.123456789")]
    [InlineData("09-07-2024 10:30, call 2024-07-09 10-30 or 9.12.2024 or 9/12/2024")]
    [InlineData("00-11-22-33-44-55")]
    [InlineData("zip 01234-5678")]
    [InlineData("the callback took 1234567 ms, called 1234567 times")]
    [InlineData("let us call\n4515986")]
    [InlineData("01/02/2024, 04/2024 12345, 01234/2024, 05/06 1234567, a/030/1234567")]
    public void Other_numbers_are_not(string text) => text.ShouldBeFoundBy(new PhoneDetector(), "phone");
}
