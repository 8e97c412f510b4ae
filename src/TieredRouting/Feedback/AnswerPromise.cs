namespace TieredRouting.Feedback;

/// <summary>An answer that a certified threshold let out, until it is judged. Thread-safe.</summary>
/// <param name="certified">The threshold.</param>
internal sealed class AnswerPromise(CertifiedThreshold certified)
{
    private int _isJudged;

    public CertifiedThreshold Certified => certified;

    /// <summary>Takes the one judgement that counts of an answer: the first.</summary>
    public bool TryJudge() => Interlocked.Exchange(ref _isJudged, 1) == 0;
}
