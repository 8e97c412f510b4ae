using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Evaluation;

/// <summary>What to certify, and how. Immutable.</summary>
[Experimental("TR001")]
public sealed record CalibrationOptions
{
    /// <summary>The largest share of wrong answers among those that the cheap tier's threshold accepts; above 0 and below 1. 0.05 by default.</summary>
    public double MaxError { get; init; } = 0.05;

    /// <summary>How sure each certificate is, of each cohort by itself; above 0 and below 1. 0.95 by default.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether each cohort that the recordings state gets a threshold of its own; one for all of them together by default.</summary>
    public bool ByCohort { get; init; }

    /// <summary>How many requests are asked side by side, each by a router of its own; as many as there are processors by default. 1 or more. It never changes the result.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>Registers what the declaration needs of a container; called once for each router.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}
