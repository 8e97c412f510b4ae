using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>
/// Chooses contracts by embeddings, where the container has a generator. Examples are embedded once, when the first request asks; until they are, and whenever the generator fails or takes
/// too long, there is no choice, and the classifier makes it. Safe to call from several threads at once.
/// </summary>
internal sealed class EmbeddedContracts(ContractChooser chooser, IEmbeddingGenerator<string, Embedding<float>> generator, TimeSpan timeLimit, TimeProvider time, ILogger logger)
{
    /// <summary>A generator that failed is not sent all examples again with every request.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task<ExampleEmbeddings>? _embedding;
    private long _started;

    /// <summary>The choice, or <see langword="null"/> where there is none to be had now. It throws nothing.</summary>
    public async ValueTask<ContractChoice?> ChooseAsync(string text, CancellationToken cancellationToken)
    {
        var embedding = Examples();
        if (!embedding.IsCompletedSuccessfully || string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            var vectors = await generator.GenerateAsync([text], cancellationToken: cancellationToken).WaitAsync(timeLimit, time, cancellationToken);
            return chooser.ChoiceOf(embedding.Result.Nearest(vectors[0].Vector.Span), embedding.Result.Threshold);
        }
        catch (Exception exception)
        {
            Failed(exception);
            return null;
        }
    }

    private Task<ExampleEmbeddings> Examples()
    {
        lock (_gate)
        {
            if (_embedding is null || (_embedding.IsCompleted && !_embedding.IsCompletedSuccessfully && time.GetElapsedTime(_started) >= Pause))
                (_embedding, _started) = (Task.Run(EmbedAsync), time.GetTimestamp());
            return _embedding;
        }
    }

    private async Task<ExampleEmbeddings> EmbedAsync()
    {
        try
        {
            var vectors = new List<float[]>(chooser.Examples.Count);
            foreach (var some in chooser.Examples.Chunk(ExampleEmbeddings.AtOnce))
                vectors.AddRange((await generator.GenerateAsync(some.Select(example => example.Text))).Select(embedding => embedding.Vector.ToArray()));
            return ExampleEmbeddings.Of(chooser.Examples, vectors);
        }
        catch (Exception exception)
        {
            Failed(exception);
            throw;
        }
    }

    private void Failed(Exception exception) =>
        logger.SignalUnavailable(SignalNames.Intent, $"the embedding generator threw {exception.GetType().Name}, and the classifier chooses");
}
