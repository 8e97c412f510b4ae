using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Redaction;

/// <summary>A metered stream whose updates have everything in its place again.</summary>
internal sealed class RestoringStream(IMeteredStream stream, UpdateRestorer restorer) : IMeteredStream
{
    public ChatResponseUpdate Current { get; private set; } = null!;

    public ModelCallResult? Result => stream.Result;

    public async ValueTask<bool> ReadAsync()
    {
        while (!TryTake())
        {
            if (await stream.ReadAsync())
                restorer.Add(stream.Current);
            else
                return TakeRest();
        }

        return true;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>What broke off says no more.</summary>
    private bool TakeRest()
    {
        if (Result is { Exception: null })
            restorer.Finish();
        return TryTake();
    }

    private bool TryTake()
    {
        var taken = restorer.TryTake(out var update);
        if (taken)
            Current = update;
        return taken;
    }
}
