using TieredRouting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Evaluation;

/// <summary>What the routers of an evaluation are made of.</summary>
internal sealed record RouterPlan(Action<TieredRoutingBuilder> Declare, Action<IServiceCollection>? ConfigureServices)
{
    /// <summary>Takes the records of all routers, or <see langword="null"/>.</summary>
    public IAuditSink? Audit { get; init; }

    /// <summary>The one tier that every contract is kept to, or <see langword="null"/>.</summary>
    public string? Only { get; init; }

    /// <summary>Changes what is declared before it is checked, or <see langword="null"/>.</summary>
    public Action<TieredRoutingOptions>? Adjust { get; init; }
}
