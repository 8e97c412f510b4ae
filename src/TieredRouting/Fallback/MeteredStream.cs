using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Endpoints;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IMeteredStream" />
internal sealed class MeteredStream : IMeteredStream
{
    private readonly ModelCall _call;
    private readonly EndpointPermit _permit;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly StreamClock _clock;
    private IAsyncEnumerator<ChatResponseUpdate>? _updates;
    private Task<bool>? _reading;
    private UsageDetails? _usage;
    private TimeSpan? _firstContent;
    private bool _finished;
    private bool _usageIsFinal;

    public MeteredStream(ModelCall call, EndpointPermit permit, TimeProvider time, CancellationToken cancellationToken)
    {
        _call = call;
        _permit = permit;
        _time = time;
        _started = time.GetTimestamp();
        _clock = new StreamClock(call.Contract.Fallback, time, cancellationToken);
    }

    public ChatResponseUpdate Current { get; private set; } = null!;

    public ModelCallResult? Result { get; private set; }

    public async ValueTask<bool> ReadAsync()
    {
        if (Result is not null)
            return false;
        try
        {
            _updates ??= _call.Endpoint.Client.GetStreamingResponseAsync(_call.Messages, _call.Options, _clock.Token).GetAsyncEnumerator(_clock.Token);
            if (await NextAsync(_updates))
                return Take(_updates.Current ?? new ChatResponseUpdate());
        }
        catch (Exception exception)
        {
            End(exception);
            return false;
        }

        End(exception: null);
        return false;
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        _clock.Start();
        try
        {
            return await PatientlyAsync(updates);
        }
        finally
        {
            _clock.Stop();
        }
    }

    private ValueTask<bool> PatientlyAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        var reading = updates.MoveNextAsync();
        if (reading.IsCompleted || !_clock.Token.CanBeCanceled)
            return reading;
        _reading = reading.AsTask();
        return new(Patience.WaitAsync(_reading, _clock.Token));
    }

    public ValueTask DisposeAsync()
    {
        if (Result is null)
            End(new OperationCanceledException("The stream was left before its end."));
        _clock.Dispose();
        if (_updates is not null)
            _ = TidyAsync(_updates, _reading);
        return ValueTask.CompletedTask;
    }

    /// <summary>Nobody waits for this: a provider may ignore its cancellation, and may hang while it tidies up.</summary>
    private static async Task TidyAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Task? reading)
    {
        try
        {
            // What is being read may not be disposed; what it comes to, nobody asks any more.
            if (reading is { IsCompleted: false })
                await reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await updates.DisposeAsync();
        }
        catch (Exception)
        {
            // The call has ended and is settled; how a provider tidies up after itself changes neither answer nor cost.
        }
    }

    private bool Take(ChatResponseUpdate update)
    {
        Current = update;
        _finished |= update.FinishReason is not null;
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage)
                Take(usage.Details);
        }

        var progresses = update.Contents.Holds(StreamClock.IsProgress);
        if (progresses)
            _firstContent ??= _time.GetElapsedTime(_started);
        if (progresses || update.FinishReason is not null)
            _clock.Progress();
        return true;
    }

    private void Take(UsageDetails usage)
    {
        (_usage ??= new UsageDetails()).Add(usage);
        _usageIsFinal |= _finished;
    }

    private void End(Exception? exception)
    {
        var late = exception is not null && _clock.IsOver;
        var result = new ModelCallResult { Exception = late ? _clock.Lateness(exception!) : exception, Stalled = late && _clock.HasStalled, OverTime = late && _clock.HasOverrun, IsProbe = _permit.IsProbe, Duration = _time.GetElapsedTime(_started), FirstContent = _firstContent };
        var mayBeBilled = exception is null || Current is not null || ErrorClassifier.MayBeBilled(exception);
        Result = _usageIsFinal || CameToItsEnd(exception)
            ? Settlement.Settle(_call, Settlement.UsageOf(_usage), result, mayBeBilled)
            : Settlement.SettlePart(_call, Settlement.UsageOf(_usage), result, mayBeBilled);
        _permit.Release(Settlement.TokensOf(Result));
    }

    /// <summary>Providers also say in between what was used so far; that is the whole of it only where the stream came to its own end.</summary>
    private bool CameToItsEnd(Exception? exception) => exception is null && (_finished || !FinishReasons.AreGivenBy(_call.Endpoint));
}
