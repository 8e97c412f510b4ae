using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>
/// The one door every model call of the library goes through. It checks residency and lane, reserves the worst case before the call and
/// replaces it by the true cost after. It never throws: errors are part of the result.
/// </summary>
internal interface IMeteredDoor
{
    /// <summary>Makes a call and waits for the whole answer.</summary>
    ValueTask<ModelCallResult> CallAsync(ModelCall call, CancellationToken cancellationToken);

    /// <summary>Makes a call and hands over its updates as they come.</summary>
    IMeteredStream Open(ModelCall call, CancellationToken cancellationToken);
}
