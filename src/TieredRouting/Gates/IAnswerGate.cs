namespace TieredRouting;

/// <summary>
/// A check every answer must pass, on every tier alike. It runs where a contract names it or a rule requires it, on every
/// attempt. One that throws counts as <see cref="GateVerdict.Unavailable"/>, which lets nothing through.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface IAnswerGate
{
    /// <summary>The name contracts and rules use.</summary>
    string Name { get; }

    /// <summary>Checks an answer.</summary>
    /// <param name="answer">The answer; its <see cref="Answer.Json"/> is valid only during this call.</param>
    /// <param name="cancellationToken">Fires when the caller cancels or the deadline is over.</param>
    /// <returns>What the gate says.</returns>
    ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken);
}
