using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>A call that a scripted client received.</summary>
/// <param name="Messages">The messages it was sent.</param>
/// <param name="Options">The options it was sent, or <see langword="null"/>.</param>
public sealed record ScriptedCall(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
