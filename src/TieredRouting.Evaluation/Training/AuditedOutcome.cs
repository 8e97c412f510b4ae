namespace TieredRouting.Evaluation;

/// <summary>How two endpoints did at a request, as far as an audit tells.</summary>
/// <param name="Answered">Whose answer went out in the end; <see langword="null"/> where it was neither's, or none did.</param>
/// <param name="SmallFailed">Whether an answer of the small endpoint was refused for what it was.</param>
/// <param name="LargeFailed">The same of the large one.</param>
/// <param name="WasWrong">What people said of the answer that went out; <see langword="null"/> where nobody did.</param>
internal readonly record struct AuditedOutcome(PairedEndpoint? Answered, bool SmallFailed, bool LargeFailed, bool? WasWrong)
{
    /// <summary>Whether the small endpoint is right; <see langword="null"/> where that is not known.</summary>
    public bool? Small => Answered == PairedEndpoint.Small ? !WasWrong : SmallFailed ? false : null;

    /// <summary>Whether the large endpoint is right; <see langword="null"/> where that is not known.</summary>
    public bool? Large => Answered == PairedEndpoint.Large ? !WasWrong : LargeFailed ? false : null;

    /// <summary>Whether the small endpoint failed, and it is known whether the large one does.</summary>
    public bool IsOfBoth => Small is false && Large is not null;
}
