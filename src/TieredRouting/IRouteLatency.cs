namespace TieredRouting;

/// <summary>Tells how fast requests are answered, beside the latency budgets that contracts state. The router is one. Implementations are thread-safe.</summary>
public interface IRouteLatency
{
    /// <summary>What the latest answered requests of a contract took.</summary>
    /// <param name="contract">The contract's name.</param>
    /// <param name="surface">The surface; those that the contract has no budget for share <c>default</c>.</param>
    /// <returns>The quantiles, or <see langword="null"/> where no request was answered yet.</returns>
    MeasuredLatency? Measured(string contract, string surface = "default");
}
