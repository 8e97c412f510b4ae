using TieredRouting.Fallback;
using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>
/// How two endpoints did at each request of an audit. Its routes are the requests: where a tool loop made several client calls, the answer of the last one went out. An answer that was refused for its form, its content or
/// because it declines is a failure; what was unsure, late or down, or came before a gate that could not tell, says nothing of the request. Not thread-safe.
/// </summary>
internal sealed class AuditedOutcomes(string small, string large)
{
    private readonly Dictionary<UInt128, AuditedOutcome> _byRoute = [];
    private readonly FewNames _endpoints = new();

    /// <summary>The endpoints that answered, the first of them.</summary>
    public string Endpoints => _endpoints.ToString();

    /// <summary>
    /// How often the large endpoint is right where the small one failed and both were asked: what is to be expected of it where the small one's answer went out and was wrong. <see langword="null"/> where both never were.
    /// </summary>
    public double? Rescued { get; private set; }

    /// <summary>Takes a client call, or what somebody said of an answer; that may come first.</summary>
    public void Add(AuditEntry entry)
    {
        if (entry is { Event: AuditEvent.Feedback, Route: { } judged } && AuditedFeedback.WasWrong(entry) is { } wrong)
            Judge(SeenIds.HashOf(judged), wrong);
        else if (entry is { Event: null, Route: { } route })
            Take(SeenIds.HashOf(route), entry);
    }

    /// <summary>Ends the reading.</summary>
    public void Conclude() => Rescued = _byRoute.Values.Where(outcome => outcome.IsOfBoth).Average(outcome => outcome.Large is true ? 1.0 : (double?)0);

    /// <summary>Gives what is known of a route, once.</summary>
    public bool TryTake(string route, out AuditedOutcome outcome) => _byRoute.Remove(SeenIds.HashOf(route), out outcome);

    /// <summary>The first word about an answer counts.</summary>
    private void Judge(UInt128 route, bool wrong)
    {
        var before = _byRoute.GetValueOrDefault(route);
        _byRoute[route] = before with { WasWrong = before.WasWrong ?? wrong };
    }

    private void Take(UInt128 route, AuditEntry entry)
    {
        var attempts = entry.Attempts.Where(attempt => AnswerScore.IsScored(EnumNames.Find<CallKind>(attempt.Kind))).ToList();
        _endpoints.Add(attempts.Select(attempt => attempt.Endpoint));
        var before = _byRoute.GetValueOrDefault(route);
        _byRoute[route] = before with
        {
            Answered = EnumNames.Find<Outcome>(entry.Outcome) == Outcome.Released ? AnsweredBy(attempts) : null,
            SmallFailed = before.SmallFailed || attempts.Exists(attempt => attempt.Endpoint == small && IsFailure(attempt)),
            LargeFailed = before.LargeFailed || attempts.Exists(attempt => attempt.Endpoint == large && IsFailure(attempt)),
        };
    }

    /// <summary>Where several answers were accepted, all of them have to be one endpoint's.</summary>
    private PairedEndpoint? AnsweredBy(List<AuditAttempt> attempts) => attempts.Where(attempt => attempt.IsAccepted).Select(attempt => attempt.Endpoint).Distinct().ToList() switch
    {
        [{ } only] when only == small => PairedEndpoint.Small,
        [{ } only] when only == large => PairedEndpoint.Large,
        _ => null,
    };

    /// <summary>Whether an answer was refused for what it is.</summary>
    private static bool IsFailure(AuditAttempt attempt) => attempt.Verdict.Any(trigger => EnumNames.Find<Trigger>(trigger) switch
    {
        Trigger.SchemaFailure or Trigger.Refusal => true,
        Trigger.GateFailure => !GateChecks.AreUndecided(attempt.Violations),
        Trigger.Truncated => attempt.Error != StreamEnd.Unfinished,
        _ => false,
    });
}
