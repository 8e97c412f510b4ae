using System.Collections.Concurrent;

namespace TieredRouting.Evaluation;

/// <summary>
/// Sends the lines of a file through routers, several at a time. Only the lines in flight are in memory. A line that cannot be used is named; the run
/// goes on to find others, and ends in all of them.
/// </summary>
internal sealed class LineRun(JsonLines lines, RouterPlan plan, bool replays, int concurrency)
{
    private readonly ConcurrentBag<EvaluatedRouter> _idle = [];
    private readonly LineErrors _errors = new();

    /// <param name="first">A router that is made already.</param>
    /// <param name="judge">Asks a router about a line, and keeps the result.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="InputException">The file, or a line of it, cannot be used.</exception>
    public async Task RunAsync(EvaluatedRouter first, Func<EvaluatedRouter, int, string, CancellationToken, Task> judge, CancellationToken cancellationToken)
    {
        _idle.Add(first);
        var found = false;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(lines.Read().TakeWhile(_ => !_errors.AreMany), parallel, async (line, cancelled) =>
            {
                found = true;
                var router = _idle.TryTake(out var idle) ? idle : new EvaluatedRouter(plan, replays);
                await TryAsync(() => judge(router, line.Number, line.Line, cancelled), line.Number);
                _idle.Add(router);
            });
        }
        finally
        {
            foreach (var router in _idle)
                await router.DisposeAsync();
        }

        _errors.ThrowIfAny();
        if (!found)
            throw lines.Empty();
    }

    private async Task TryAsync(Func<Task> judge, int line)
    {
        try
        {
            await judge();
        }
        catch (InputException exception)
        {
            _errors.Add(line, exception.Errors[0]);
        }
        catch (RepeatedIdException exception)
        {
            _errors.AddRepeat(exception.Line, lines.Unusable(exception.Line, exception.Message).Message);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            _errors.Add(line, lines.Unusable(line, exception.Message.TrimEnd('.')).Message);
        }
    }
}
