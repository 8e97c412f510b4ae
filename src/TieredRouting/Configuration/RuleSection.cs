namespace TieredRouting.Configuration;

/// <summary>Reads a rule written as data.</summary>
internal static class RuleSection
{
    /// <summary>The rules of an object; <see langword="null"/> where it says nothing of rules.</summary>
    public static List<RuleOptions>? ReadAll(SectionScope scope)
    {
        var rules = scope.List("rules").Select(Read).OfType<RuleOptions>().ToList();
        return scope.Has("rules") ? rules : null;
    }

    /// <returns>The rule, or <see langword="null"/> where it has no name.</returns>
    private static RuleOptions? Read(SectionScope scope)
    {
        scope.Requires("name", "when", "require");
        var name = scope.Text("name");
        scope.Require(name is not null, "name", "is required");
        var when = scope.Map("when").Select(condition => ReadCondition(condition.Name, condition.Scope)).ToList();
        scope.Require(when.Count > 0, "when", "must hold at least one condition");
        var require = scope.Object("require");
        scope.Require(require is not null, "require", "is required");
        var rule = new RuleOptions
        {
            Name = name ?? string.Empty,
            When = when,
            Tier = require?.Text("tier"),
            Class = require?.Choice<WorkClass>("class"),
            Lane = require?.Choice<Lane>("lane") ?? Lane.Standard,
            Gates = require?.Texts("gates") ?? [],
            Approval = require?.Flag("approval") ?? false,
        };
        require?.Finish();
        scope.Finish();
        return name is null ? null : rule;
    }

    private static ConditionOptions ReadCondition(string signal, SectionScope scope)
    {
        var condition = new ConditionOptions
        {
            Signal = signal,
            AtLeast = scope.Number("atLeast"),
            Below = scope.Number("below"),
            Is = scope.Any("is"),
            AnyOf = scope.Texts("anyOf"),
            Unavailable = scope.Flag("unavailable"),
        };
        if (condition.Comparisons != 1)
            scope.Errors.Add(scope.Path, "must compare in exactly one way: atLeast, below, is, anyOf or unavailable");
        scope.Finish();
        return condition;
    }
}
