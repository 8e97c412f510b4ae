namespace TieredRouting;

/// <summary>
/// Checks one answer against what its contract promises. An answer with violations is not released: it triggers
/// a schema failure, and the violations are fed back to the model if the contract retries.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface IAnswerValidator
{
    /// <summary>Checks an answer.</summary>
    /// <param name="answer">The answer; its <see cref="Answer.Json"/> is valid only during this call.</param>
    /// <returns>The violations, empty when the answer is valid. A validator that throws has found one.</returns>
    IReadOnlyList<AnswerViolation> Validate(Answer answer);
}
