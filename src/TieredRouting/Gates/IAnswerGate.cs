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

    /// <summary>
    /// The gate as it is for one request, asked once for a request before its first answer is judged. A gate that has to know what was asked, what
    /// was given or which market it is for gives back one of the same name that knows; by default a gate is the same for all. What it gives back says whether answers may
    /// stream: only where every gate of the request is an <see cref="IWindowedGate"/>. One that throws, or gives back another name, lets nothing through.
    /// </summary>
    /// <param name="request">The request. It does not say which tier answers: no gate may treat tiers differently.</param>
    /// <returns>The gate to ask about the answers of this request.</returns>
    IAnswerGate ForRequest(SignalRequest request) => this;

    /// <summary>Checks an answer.</summary>
    /// <param name="answer">The answer; its <see cref="Answer.Json"/> is valid only during this call.</param>
    /// <param name="cancellationToken">Fires when the caller cancels or the deadline is over.</param>
    /// <returns>What the gate says.</returns>
    ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken);
}
