namespace TieredRouting;

/// <summary>
/// Finds in a request's text what the built-in detectors do not, such as names by a model for them. What it finds joins the evidence of the signal <c>policyLane</c>. It adds and takes
/// nothing away: one that throws or takes too long costs its own findings, the signal says so, and the lane is sensitive, since nobody can say what it would have found. Under a contract that redacts, what
/// it finds of a kind that is redacted is not sent.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface ITextRecognizer
{
    /// <summary>The recognizer's name, for logs and for the signal that says it failed.</summary>
    string Name { get; }

    /// <summary>Finds.</summary>
    /// <param name="text">The text, as in <see cref="SignalRequest.Text"/>.</param>
    /// <param name="found">
    /// Takes what is found, in any order; offsets count UTF-16 units of <paramref name="text"/>. The kinds that make the lane sensitive are <c>address</c>, <c>credential</c>, <c>creditCard</c>,
    /// <c>dateOfBirth</c>, <c>email</c>, <c>health</c>, <c>iban</c>, <c>ipAddress</c>, <c>legal</c>, <c>nationalId</c>, <c>payroll</c>, <c>person</c> and <c>phone</c>; rules may name others. What lies
    /// outside of the text or has no kind is left out; so is what overlaps other evidence.
    /// </param>
    /// <param name="cancellationToken">Fires when the caller cancels.</param>
    /// <returns>When it is done.</returns>
    ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken);
}
