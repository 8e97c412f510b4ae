using Microsoft.Extensions.Logging;
using TieredRouting.Gates;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>Has the gates of a request look at an answer: whole, or piece by piece while it streams.</summary>
internal sealed class GateChecks(IReadOnlyDictionary<string, IAnswerGate> gates, JudgeCalls judges, ILogger logger)
{
    private const string CouldNotTell = "could not tell";

    /// <summary>Whether one of them needs all of the answer: that is enough for all of it to be held.</summary>
    public bool NeedWhole(RouteRun run) => run.Decision.Gates.Count > 0 && Array.Exists(Of(run), static gate => gate is not IWindowedGate);

    /// <summary>What judges a text piece by piece; <see langword="null"/> without gates.</summary>
    public GateWindow? WindowFor(RouteRun run) =>
        run.Decision.Gates.Count == 0 ? null : new GateWindow([.. Of(run).Cast<IWindowedGate>()], logger);

    /// <summary>What each gate says. Every gate runs, also after one has failed: the record is to say what each of them said.</summary>
    public async ValueTask<Dictionary<string, GateVerdict>> AskAsync(RouteRun run, Answer answer, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, GateVerdict>(StringComparer.Ordinal);
        foreach (var gate in Of(run))
            verdicts[gate.Name] = await AskAsync(run, gate, answer, cancellationToken);
        // One that nobody waited for may still read.
        if (!cancellationToken.IsCancellationRequested)
            ReadAnswer.GiveBackWords(answer);
        return verdicts;
    }

    /// <summary>What gates say that looked at two texts of one answer: for each, the worse of the two.</summary>
    public static Dictionary<string, GateVerdict> Join(Dictionary<string, GateVerdict> one, Dictionary<string, GateVerdict> other)
    {
        foreach (var (name, verdict) in other)
            one[name] = one.TryGetValue(name, out var earlier) && earlier != GateVerdict.Passed ? earlier : verdict;
        return one;
    }

    /// <summary>What keeps the answer from going out.</summary>
    public static IReadOnlyList<AnswerViolation> Refusals(IReadOnlyDictionary<string, GateVerdict> verdicts) =>
        [.. verdicts.Where(said => said.Value != GateVerdict.Passed).Select(said => RefusedBy(said.Key, said.Value))];

    /// <summary>Whether all that kept an answer from going out are gates that could not tell.</summary>
    public static bool AreUndecided(IReadOnlyList<AnswerViolation> refusals) =>
        refusals.Count > 0 && refusals.All(static refusal => refusal?.Rule?.EndsWith(CouldNotTell, StringComparison.Ordinal) == true);

    private static AnswerViolation RefusedBy(string gate, GateVerdict verdict) => new("", $"the gate '{gate}' {(verdict == GateVerdict.Failed ? "refused it" : CouldNotTell)}");

    /// <summary>The gates of a request as they are for it, found once.</summary>
    private IAnswerGate[] Of(RouteRun run) => run.AnswerGates ??= [.. run.Decision.Gates.Select(name => For(gates[name], run.Request))];

    private IAnswerGate For(IAnswerGate gate, SignalRequest request)
    {
        try
        {
            var own = gate.ForRequest(request);
            if (own.Name == gate.Name && own is not IWindowedGate { Window: < 1 or > GateWindow.LargestWindow })
                return own;
            logger.GateUnavailable(gate.Name, "it has another name or no fit window for the request");
        }
        catch (Exception exception)
        {
            logger.GateUnavailable(gate.Name, exception.GetType().Name);
        }

        return new UnavailableGate(gate.Name);
    }

    private async ValueTask<GateVerdict> AskAsync(RouteRun run, IAnswerGate gate, Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            var asking = gate is JudgeGate ? judges.AskAsync(run, answer, cancellationToken) : gate.CheckAsync(answer, cancellationToken);
            return asking.IsCompletedSuccessfully ? asking.Result : await Patience.WaitAsync(asking.AsTask(), cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return GateVerdict.Unavailable;
        }
        catch (Exception exception)
        {
            logger.GateUnavailable(gate.Name, exception.GetType().Name);
            return GateVerdict.Unavailable;
        }
    }
}
