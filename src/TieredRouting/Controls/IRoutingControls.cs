namespace TieredRouting;

/// <summary>
/// The switches of a running router: what they say holds for every request that begins, and for the next attempt of those that run. Each change is on record, through the same sinks as
/// the requests. Controls that configuration states stand beside these and are listed with them. Thread-safe.
/// </summary>
public interface IRoutingControls
{
    /// <summary>The controls in force, of code and of configuration, by name.</summary>
    IReadOnlyList<RoutingControl> InForce { get; }

    /// <summary>Puts a control in force, in place of an earlier one of this name. It holds before this returns, whatever becomes of its record.</summary>
    /// <param name="control">The control.</param>
    /// <param name="cancellationToken">Stops waiting for the record; the control holds all the same.</param>
    /// <returns>Whether every sink that must succeed has the change on record.</returns>
    /// <exception cref="ArgumentException">It has no name, no reason or no effect, is over already, or names a tier, an endpoint or a contract that nobody declared.</exception>
    ValueTask<bool> ApplyAsync(RoutingControl control, CancellationToken cancellationToken = default);

    /// <summary>Takes a control that was applied here out of force. It holds no more before this returns. One that is not in force, or is the configuration's, stays as it is.</summary>
    /// <param name="name">The control's name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops waiting for the record.</param>
    /// <returns>Whether every sink that must succeed has the change on record; also where there was none.</returns>
    /// <exception cref="ArgumentException">The name or the reason is empty.</exception>
    ValueTask<bool> LiftAsync(string name, string reason, CancellationToken cancellationToken = default);
}
