namespace TieredRouting.Economics;

/// <summary>
/// The one door every model call of the library goes through. It checks residency and lane, lets nothing out that the contract wants redacted and is not, skips endpoints whose circuit is open or that have no room,
/// reserves the worst case before the call and replaces it by the true cost after.
/// </summary>
internal interface IMeteredDoor
{
    /// <summary>Lets calls in: all of them, their worst cases reserved at once, or none.</summary>
    /// <param name="calls">The calls, at least one; one budget pays for all of them.</param>
    /// <returns>What makes the calls, or says why none may be made.</returns>
    IAdmission Admit(ReadOnlySpan<ModelCall> calls);

    /// <summary>Lets a call in as soon as its endpoint has room.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellation">Fires when it is to wait no longer.</param>
    /// <returns>What makes the call, or says why it may not be made.</returns>
    ValueTask<IAdmission> WaitAsync(ModelCall call, CancellationToken cancellation);
}
