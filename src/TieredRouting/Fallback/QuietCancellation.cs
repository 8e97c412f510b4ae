namespace TieredRouting.Fallback;

/// <summary>Cancels what foreign code listens to. What that does then changes nothing here, and must not break the timer it hears of: that would end the process.</summary>
internal static class QuietCancellation
{
    /// <summary>Cancels a source as soon as a token fires.</summary>
    public static void CancelWith(this CancellationTokenSource source, CancellationToken token) =>
        token.UnsafeRegister(static source => Cancel((CancellationTokenSource)source!), source);

    /// <summary>Cancels a source at once.</summary>
    public static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // A listener broke, or nobody listens any more.
        }
    }

    /// <summary>Cancels a source at once. Its listeners hear of it in a thread of the pool, and need not be waited for: what they do may hang.</summary>
    public static async Task CancelApartAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
