using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>
/// An answer that streams to the caller. Until its first content may go out nothing has, and the fallback may still move on; from
/// then on nothing can be taken back, and a failure is a failure.
/// </summary>
internal sealed class OpenAnswer(RouteRun run, FallbackLoop loop, TierEndpoint endpoint, IMeteredStream stream, HeldUpdates held, StreamNotes notes, RouteDeadline deadline)
{
    private bool _ended;

    /// <summary>The update read last, as the caller gets it.</summary>
    public ChatResponseUpdate Current { get; private set; } = null!;

    /// <summary>Reads until there is something to show.</summary>
    /// <returns>Whether there is. If not, nothing of it goes out.</returns>
    public async ValueTask<bool> OpenAsync()
    {
        while (notes.Error is null && !_ended && !held.HasContent)
            await AdvanceAsync();
        return notes.Error is null && held.HasContent && (!_ended || IsWell);
    }

    public async ValueTask<bool> ReadAsync()
    {
        while (notes.Error is null)
        {
            if (held.TryTake(out var update))
            {
                Current = ReleasedAnswer.Of(run, endpoint, update);
                if (run.Contract.CapturesContent)
                    (run.Streamed ??= new()).Append(update.Text);
                return true;
            }

            if (_ended)
                return false;
            await AdvanceAsync();
        }

        return false;
    }

    /// <summary>Says how it ended, before the caller got any of it.</summary>
    public async ValueTask<(ModelCallResult Result, StreamEnd End)> CloseAsync()
    {
        await stream.DisposeAsync();
        return (stream.Result!, EndOf(abandoned: false));
    }

    /// <summary>Records the attempt, once the caller has read to the end or stopped reading.</summary>
    /// <param name="abandoned">Whether the caller stopped before the end.</param>
    public async ValueTask<RouteEnding> FinishAsync(bool abandoned)
    {
        await stream.DisposeAsync();
        run.IsStep = notes.IsStep;
        return loop.EndStream(run, endpoint, stream.Result!, EndOf(abandoned), deadline);
    }

    /// <summary>Whether the whole of it came, and is fine.</summary>
    private bool IsWell => CameWhole && notes.Flaw is null;

    /// <summary>Whether the call came to its own end.</summary>
    private bool CameWhole => stream.Result is { Exception: null };

    private async ValueTask AdvanceAsync()
    {
        if (await stream.ReadAsync())
            Take(stream.Current);
        else
            End();
        if (held.Refuses)
            notes.Gated();
    }

    private void Take(ChatResponseUpdate update)
    {
        notes.Take(update);
        if (notes.Error is null)
            held.Add(update);
    }

    private void End()
    {
        _ended = true;
        if (!CameWhole)
            return;
        held.Finish();
        notes.End();
        if (notes is { Error: null, Flaw: null })
            held.LetCallsGo();
    }

    private StreamEnd EndOf(bool abandoned) => new(notes.Flaw, notes.Error, Verdicts(abandoned), abandoned);

    /// <summary>What the gates said: all of them passed what came whole, and of what did not, or showed them nothing, nobody can say so.</summary>
    private Dictionary<string, GateVerdict>? Verdicts(bool abandoned) =>
        held.Refuses ? new(held.Refusals, StringComparer.Ordinal)
        : _ended && !abandoned && CameWhole && notes.Error is null && held.ShowsGates ? run.Decision.Gates.ToDictionary(gate => gate, _ => GateVerdict.Passed, StringComparer.Ordinal)
        : null;
}
