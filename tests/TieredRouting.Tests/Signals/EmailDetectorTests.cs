using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class EmailDetectorTests
{
    [Theory]
    [InlineData("⟦marta@bakery.example⟧")]
    [InlineData("Write to ⟦marta.keller+leads@mail.bakery.co.uk⟧.")]
    [InlineData("😀 <⟦a@b.de⟧>, '⟦c_d@e-f.org⟧'; mailto:⟦x@y.com⟧?subject=z")]
    [InlineData("⟦jörg@müller.de⟧ und ⟦o'neill@x.ie⟧")]
    [InlineData("from=⟦bob@host.xn--p1ai⟧")]
    [InlineData("⟦a@b.com⟧ ⟦a@b.com⟧")]
    [InlineData("⟦x@2xa.de⟧ ⟦git@b.com⟧: me; ⟦ann@b.com⟧:x")]
    public void An_address_is_found(string text) => text.ShouldBeFoundBy(new EmailDetector(), "email");

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@b.com")]
    [InlineData("me@home")]
    [InlineData("lunch @ 12.30")]
    [InlineData("left-pad@1.3.0")]
    [InlineData("a..b@c.de")]
    [InlineData("a.@c.de")]
    [InlineData("a@-b.de")]
    [InlineData("ssh://git@github.com/x")]
    [InlineData("a@b@c")]
    [InlineData("image@2x.png and icon@1024X.icons.png")]
    [InlineData("git@host.example:team/app.git")]
    [InlineData("+'@b.de")]
    public void What_is_no_address_is_not(string text) => text.ShouldBeFoundBy(new EmailDetector(), "email");

    [Fact]
    public void A_local_part_has_at_most_64_characters()
    {
        $"⟦{new string('a', 64)}@b.de⟧".ShouldBeFoundBy(new EmailDetector(), "email");
        $"{new string('a', 65)}@b.de".ShouldBeFoundBy(new EmailDetector(), "email");
    }
}
