using TieredRouting.Configuration;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>What must become of a case, read and checked. Immutable.</summary>
internal sealed class Expectations
{
    private readonly WorkClass? _class;
    private readonly Outcome? _outcome;
    private readonly ExpectationLine _line;

    private Expectations(ExpectationLine line, WorkClass? workClass, Outcome? outcome) => (_line, _class, _outcome) = (line, workClass, outcome);

    /// <exception cref="FormatException">A word is not known: it could never hold.</exception>
    public static Expectations Of(CaseLine asked, RoutingModel model)
    {
        var line = asked.Expect ?? new ExpectationLine();
        line.Check();
        RequireTier("startTier", line.StartTier, model);
        RequireTier("finalTier", line.FinalTier, model);
        return new Expectations(line, Word<WorkClass>("class", asked.Class), Word<Outcome>("expect.outcome", line.Outcome));
    }

    /// <summary>What a route did not do.</summary>
    public IReadOnlyList<string> Failed(RouteResult route) =>
    [
        .. Unlike("class", _class is { } workClass ? EnumNames.Of(workClass) : null, EnumNames.Of(route.Decision.Class)),
        .. Unlike("startTier", _line.StartTier, route.Decision.Tier),
        .. Unlike("finalTier", _line.FinalTier, route.Tier),
        .. Unlike("escalates", _line.Escalates, route.Escalated),
        .. Unlike("approval", _line.Approval, route.Decision.Approval),
        .. Unlike("outcome", _outcome is { } outcome ? EnumNames.Of(outcome) : null, EnumNames.Of(route.Outcome)),
        .. Unlike("refused", _line.Refused, Evaluation.Refused.Is(route)),
        .. Unlike("schemaValid", _line.SchemaValid, IsSchemaValid(route)),
    ];

    /// <summary>The last answer kept its schema; where nothing answered, none did.</summary>
    private static bool IsSchemaValid(RouteResult route) =>
        route.Attempts is [.., { Error: null } last] && !last.Verdict.Triggers.Contains(Trigger.SchemaFailure);

    private static IEnumerable<string> Unlike(string what, bool? expected, bool got) =>
        expected is { } stated && stated != got ? [$"expected {what} {Said(stated)}, got {Said(got)}"] : [];

    private static IEnumerable<string> Unlike(string what, string? expected, string? got) =>
        expected is not null && !string.Equals(expected, got, StringComparison.OrdinalIgnoreCase) ? [$"expected {what} {expected}, got {got ?? "none"}"] : [];

    private static string Said(bool value) => value ? "true" : "false";

    private static void RequireTier(string what, string? tier, RoutingModel model)
    {
        if (tier is not null && !model.Ladder.TryGet(tier, out _))
            throw new FormatException($"expects of '{what}' a tier that is not on the ladder; known: {string.Join(", ", model.Ladder.Tiers)}");
    }

    private static TEnum? Word<TEnum>(string what, string? word)
        where TEnum : struct, Enum
    {
        if (word is null)
            return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (string.Equals(EnumNames.Of(value), word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw new FormatException($"has for '{what}' none of {string.Join(", ", EnumNames.All<TEnum>())}");
    }
}
