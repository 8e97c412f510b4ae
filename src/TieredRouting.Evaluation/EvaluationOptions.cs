using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Evaluation;

/// <summary>How an evaluation runs. Immutable.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many requests are asked side by side, each by a router of its own; as many as there are processors by default. 1 or more. It never changes the report.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>Registers what the declaration needs of a container, such as an <c>IConfiguration</c> or a gate's own services; called once for each router.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Takes an audit record of every request, one JSON object a line; it must not exist yet, though its folder must. A run that goes on writes the rest to another file. <see langword="null"/> (the default) for none.</summary>
    public FileInfo? Audit { get; init; }

    /// <summary>Keeps finished requests, so that a run that was ended goes on where it was; begun where it does not exist. <see langword="null"/> (the default) for none.</summary>
    public FileInfo? Resume { get; init; }
}
