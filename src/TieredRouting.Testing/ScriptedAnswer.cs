using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>One line of a script: what to answer, and whether it breaks off.</summary>
internal sealed record ScriptedAnswer(Func<ScriptedCall, CancellationToken, Task<ChatResponse>> Answer, Exception? BreaksOffWith = null);
