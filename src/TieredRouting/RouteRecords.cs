using TieredRouting.Configuration;
using TieredRouting.Audit;
using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>Makes the route and the record of a run that has ended.</summary>
internal static class RouteRecords
{
    public static RouteResult RouteOf(RouteRun run, RouteEnding ending, string currency, TimeSpan duration) => new()
    {
        Id = run.State.Id,
        Contract = run.Contract.Name,
        Outcome = ending.Outcome,
        Decision = run.Decision,
        Tier = run.Attempts.FindLast(static attempt => attempt.Kind is not (CallKind.Judge or CallKind.Classifier))?.Tier,
        Attempts = run.Attempts,
        Cost = CostOf(run.Attempts),
        Currency = currency,
        Duration = duration,
        Gates = run.Gates ?? NoGates,
        Why = ending.Failure is { } failure ? $"{failure.Rule}: {failure.Reason}" : null,
        MarkedHighRisk = run.MarkedHighRisk,
        IsStep = run.IsStep,
        Escalations = run.Escalations,
    };

    public static AuditRecord RecordOf(RouteRun run, RouteEnding ending, RouteResult route, string configuration) => new()
    {
        Id = run.CallId,
        Route = route,
        Time = run.Time,
        Owner = run.Contract.Owner,
        PromptId = run.Contract.Prompt.Id,
        PromptVersion = run.Contract.Prompt.Version,
        ConfigurationHash = configuration,
        DifficultyModel = run.Contract.DifficultyVersion,
        Facts = run.Request.Facts,
        Approval = run.ApprovalId,
        Content = run.Contract.CapturesContent ? ContentCapture.Of(run.Messages, run.Options, ending.Response?.Text ?? run.Streamed?.ToString()) : null,
    };

    private static decimal CostOf(List<Attempt> attempts)
    {
        var cost = 0m;
        foreach (var attempt in attempts)
            cost += attempt.Cost;
        return cost;
    }

    private static readonly Dictionary<string, GateVerdict> NoGates = [];
}
