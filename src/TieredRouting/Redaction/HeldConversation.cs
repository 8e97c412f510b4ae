namespace TieredRouting.Redaction;

/// <summary>A conversation that a provider holds. Who knows its id can read it, so who knows it may also have its placeholders resolved.</summary>
/// <param name="Endpoint">The endpoint that holds it.</param>
/// <param name="Id">The provider's own id of it.</param>
internal readonly record struct HeldConversation(string Endpoint, string Id);
