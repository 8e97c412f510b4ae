using TieredRouting.Configuration;

namespace TieredRouting.Tests.Configuration;

public sealed class ConfigurationErrorsTests
{
    [Fact]
    public void What_holds_costs_no_text()
    {
        var errors = new ConfigurationErrors();
        var written = new Written();

        errors.Require(holds: true, $"path.{written}", $"is {written}");
        errors.Require(holds: true, "path", $"is {written}");

        errors.All.Should().BeEmpty();
        written.Times.Should().Be(0);
    }

    [Fact]
    public void What_does_not_hold_is_named_however_its_text_is_given()
    {
        var errors = new ConfigurationErrors("routing.json");
        var written = new Written();

        errors.Require(holds: false, $"path.{written}", $"is {1.5:0.0} and {written}");
        errors.Require(holds: false, "path", "is wrong");

        errors.All.Should().Equal("routing.json: path.written: is 1.5 and written", "routing.json: path: is wrong");
        written.Times.Should().Be(2);
    }

    private sealed class Written
    {
        public int Times { get; private set; }

        public override string ToString()
        {
            Times++;
            return "written";
        }
    }
}
