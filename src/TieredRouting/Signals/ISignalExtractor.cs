namespace TieredRouting;

/// <summary>
/// Measures one fact about a request. It knows no policy and chooses nothing. One that throws or takes too long becomes
/// an unavailable signal of its name.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface ISignalExtractor
{
    /// <summary>The name of the signal; the extractor may return a signal of no other name.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Fires when the caller cancels.</param>
    /// <returns>The signal, or an unavailable one.</returns>
    ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken);
}
