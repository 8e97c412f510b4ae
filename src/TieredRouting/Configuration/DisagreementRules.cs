using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Configuration;

/// <summary>Checks what was declared of a disagreement check, and that the part it compares can be there.</summary>
internal static class DisagreementRules
{
    /// <summary>Each pass costs a whole call; beyond this a larger tier is the better question.</summary>
    private const int MostPasses = 5;

    public static void Check(string path, DisagreementCheck check, JsonElement? schema, ConfigurationErrors errors)
    {
        errors.Require(check.Passes is >= 2 and <= MostPasses, $"{path}.passes", $"must lie between 2 and {MostPasses}");
        errors.Require(check.Similarity is >= 0 and <= 1, $"{path}.similarity", "must lie between 0 and 1");
        if (check.AgreeOn is not { } pointer)
            return;
        errors.Require(JsonPointer.IsPointer(pointer), $"{path}.agreeOn", $"must be a JSON pointer such as /answer, not '{pointer}'");
        errors.Require(schema is not { } own || !JsonPointer.IsPointer(pointer) || SchemaParts.MayHave(own, pointer), $"{path}.agreeOn", $"names '{pointer}', which no answer of the schema has");
    }
}
