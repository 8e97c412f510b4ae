namespace TieredRouting;

/// <summary>What of a request stays inside: placeholders are sent in its place, and the answer has it again. Immutable.</summary>
/// <param name="Kinds">The kinds of evidence that are redacted, such as <c>email</c>; empty for every kind that is a value. Case does not matter.</param>
/// <param name="TextOnly">Whether what cannot be looked into, such as a picture or a file, is sent as it is. Otherwise such a request fails closed.</param>
public sealed record ContractRedaction(IReadOnlyList<string> Kinds, bool TextOnly = false);
