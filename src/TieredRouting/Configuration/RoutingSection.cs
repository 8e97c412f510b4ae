using System.Text.Json.Nodes;
using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>Reads the routing section over what code declared: configuration may add or override all that is data.</summary>
internal static class RoutingSection
{
    private const int Version = 1;

    public static void Read(SectionNode section, TieredRoutingOptions options)
    {
        if (!section.IsNothing)
            Read(new SectionScope(section, SectionPath.Root, options.SectionErrors), options);
    }

    /// <summary>What could stand in the section, as a JSON Schema.</summary>
    public static JsonObject Describe()
    {
        var shape = new SectionShape();
        Read(new SectionScope(SectionNode.Nothing, SectionPath.Root, new ConfigurationErrors(), shape), new TieredRoutingOptions());
        return shape.Schema;
    }

    private static void Read(SectionScope scope, TieredRoutingOptions options)
    {
        scope.Requires("version");
        scope.Require(scope.Whole("version") == Version, "version", $"must be {Version}");
        options.Currency = scope.Text("currency") ?? options.Currency;
        options.Ladder = scope.Texts("ladder") ?? options.Ladder;
        foreach (var (name, tier) in scope.Map("tiers"))
            TierSection.Read(tier, options, name);
        foreach (var (name, contract) in scope.Map("contracts"))
            ContractSection.Read(contract, options, name);
        options.RuleData = RuleSection.ReadAll(scope) ?? options.RuleData;
        foreach (var budget in scope.List("budgets"))
            BudgetSection.Read(budget, options);
        if (scope.Object("classifier") is { } classifier)
        {
            options.Classifier = new ClassifierOptions(classifier.Text("tier") ?? options.Classifier?.Tier, classifier.Text("endpoint") ?? options.Classifier?.Endpoint);
            classifier.Finish();
        }

        options.DifficultyModel = ModelsSection.Difficulty(scope) ?? options.DifficultyModel;
        if (scope.Object("controls") is { } controls)
            options.Controls = ControlSection.Read(controls, options);
        scope.Finish();
    }
}
