using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class IpAddressDetectorTests
{
    [Theory]
    [InlineData("Blocked ⟦203.0.113.7⟧.")]
    [InlineData("from ⟦10.1.2.3⟧:8080 to ⟦10.1.2.4⟧/24")]
    [InlineData("⟦2001:db8:85a3:0:0:8a2e:370:7334⟧")]
    [InlineData("[⟦2001:db8::1⟧]")]
    [InlineData("⟦fe80::1ff:fe23:4567:890a⟧ is up")]
    public void An_address_is_found(string text)
    {
        // A port behind an address of version 4 is no part of it.
        text.Replace("⟧:8080", "⟧").ShouldBeFoundBy(new IpAddressDetector(), "ipAddress");
    }

    [Theory]
    [InlineData("127.0.0.1, 0.0.0.0, ::1")]
    [InlineData("version 1.2.3.4 and v 10.0.0.1")]
    [InlineData("v1.2.3.4")]
    [InlineData("256.1.1.1, 1.2.3, 1.2.3.4.5, 01.02.2027")]
    [InlineData("at 12:30:45 and 10:20")]
    [InlineData("1.2.3.4-beta")]
    public void Anything_else_is_not(string text) => text.ShouldBeFoundBy(new IpAddressDetector(), "ipAddress");
}
