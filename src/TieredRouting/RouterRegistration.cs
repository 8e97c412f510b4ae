namespace TieredRouting;

/// <summary>That a router was registered, with what code declared.</summary>
/// <param name="Contracts">The contracts declared in code, each also a keyed client.</param>
/// <param name="CapturedKey">The key under which the captured client now is, or <see langword="null"/> where there was none.</param>
internal sealed record RouterRegistration(IReadOnlyList<string> Contracts, object? CapturedKey);
