using TieredRouting.Economics;
using TieredRouting.Endpoints;

namespace TieredRouting.Fallback;

/// <summary>A call that the door let in and that has not been made.</summary>
/// <param name="Call">The call; its worst case is reserved.</param>
/// <param name="Permit">Its leave to go to the endpoint.</param>
internal readonly record struct AdmittedCall(ModelCall Call, EndpointPermit? Permit);
