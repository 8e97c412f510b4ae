namespace TieredRouting.Economics;

/// <summary>
/// The one door every model call of the library goes through. It checks residency and lane, lets nothing out that the contract wants redacted and is not, reserves the worst case before the call and
/// replaces it by the true cost after.
/// </summary>
internal interface IMeteredDoor
{
    /// <summary>Lets calls in: all of them, their worst cases reserved at once, or none.</summary>
    /// <param name="calls">The calls, at least one; one budget pays for all of them.</param>
    /// <returns>What makes the calls, or says why none may be made.</returns>
    IAdmission Admit(ReadOnlySpan<ModelCall> calls);
}
