namespace TieredRouting;

/// <summary>A rule written as data: when all its conditions hold, it requires. It can only require, never forbid.</summary>
internal sealed record RuleOptions
{
    public required string Name { get; init; }

    public required IReadOnlyList<ConditionOptions> When { get; init; }

    public string? Tier { get; init; }

    public WorkClass? Class { get; init; }

    public Lane Lane { get; init; }

    public IReadOnlyList<string> Gates { get; init; } = [];

    public bool Approval { get; init; }

    /// <summary>Whether one of the conditions is on a signal.</summary>
    public bool Reads(string signal) => When.Any(condition => condition.SignalName == signal);
}
