using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class NationalIdDetectorTests
{
    [Theory]
    [InlineData("Mine is ⟦460-89-9847⟧.")]
    [InlineData("SSN: ⟦460899847⟧, social security number ⟦460 89 9847⟧")]
    [InlineData("ITIN ⟦912-70-1234⟧")]
    [InlineData("It is ⟦AB 12 34 56 C⟧, or ⟦AB 123456 C⟧")]
    [InlineData("my NI number is ⟦ab123456c⟧")]
    [InlineData("NHS number ⟦943 476 5919⟧ or NHS ⟦9434765919⟧")]
    [InlineData("CPF ⟦529.982.247-25⟧")]
    [InlineData("AHV ⟦756.9217.0769.85⟧")]
    [InlineData("⟦RSSMRA85T10A562S⟧")]
    [InlineData("DNI ⟦12345678Z⟧, NIE ⟦X1234567L⟧, ⟦12345678-Z⟧")]
    [InlineData("NIR ⟦1 84 12 76 451 089 46⟧")]
    [InlineData("Steuer-ID: ⟦86095742719⟧")]
    public void A_number_that_passes_its_check_is_found(string text) => text.ShouldBeFoundBy(new NationalIdDetector(), "nationalId");

    [Theory]
    [InlineData("000-12-3456, 666-12-3456, 123-00-4567, 123-45-0000, 950-66-1234")]
    [InlineData("460899847 and 460 89 9847")]
    [InlineData("1460-89-9847 and 460-89-98471 and 460-89-9847a")]
    [InlineData("QQ 12 34 56 C, AO 12 34 56 C, GB 12 34 56 C, AB 12 34 56 E")]
    [InlineData("part AB123456C")]
    [InlineData("943 476 5919")]
    [InlineData("NHS number 943 476 5918")]
    [InlineData("529.982.247-26, 111.111.111-11")]
    [InlineData("756.9217.0769.84")]
    [InlineData("RSSMRA85T10A562T")]
    [InlineData("12345678A")]
    [InlineData("1 84 12 76 451 089 47")]
    [InlineData("Steuer-ID: 86095742718\n86095742719")]
    [InlineData("X1234567 is no passport by itself")]
    [InlineData("/460-89-9847, $460-89-9847")]
    public void Anything_else_is_not(string text) => text.ShouldBeFoundBy(new NationalIdDetector(), "nationalId");

    [Theory]
    [InlineData("passport number ⟦X1234567⟧; driver's license is ⟦D123-4567-8901⟧", true)]
    [InlineData("license key X1234567, passport\nX1234567, passport ABCDEF, passport 12345", false)]
    public void A_document_s_number_stands_behind_its_name(string text, bool isFound)
    {
        text.Contains('⟦').Should().Be(isFound);
        text.ShouldBeFoundBy(new DocumentNumberDetector(), "nationalId");
    }
}
