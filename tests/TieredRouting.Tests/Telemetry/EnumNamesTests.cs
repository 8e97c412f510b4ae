using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Tests.Telemetry;

public sealed class EnumNamesTests
{
    [Fact]
    public void Words_on_the_wire_are_camel_case_and_classes_stay_as_they_are()
    {
        EnumNames.Of(Trigger.SchemaFailure).Should().Be("schemaFailure");
        EnumNames.Of(Outcome.HeldForApproval).Should().Be("heldForApproval");
        EnumNames.Of(WorkClass.T2).Should().Be("T2");
    }

    [Fact]
    public void Json_uses_the_same_words()
    {
        Check<Trigger>();
        Check<Outcome>();
        Check<WorkClass>();
        Check<TaskIntent>();
        Check<Lane>();
        Check<ToolRisk>();
        Check<GateVerdict>();
        Check<ApprovalKind>();
        Check<CallKind>();
    }

    private static void Check<TEnum>()
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            JsonSerializer.Serialize(value).Should().Be($"\"{EnumNames.Of(value)}\"");
            JsonSerializer.Deserialize<TEnum>($"\"{EnumNames.Of(value).ToUpperInvariant()}\"").Should().Be(value);
        }
    }
}
