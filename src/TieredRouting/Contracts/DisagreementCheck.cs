namespace TieredRouting;

/// <summary>
/// How a contract finds out that a tier is unsure: the same question is asked more than once, and the answers are compared. A pass after the first that fails is a
/// <see cref="Trigger.ProviderError"/> or a <see cref="Trigger.Timeout"/> whatever the error, also one that would end a request which is asked once: the contract's plan goes on without
/// the endpoint.
/// </summary>
/// <param name="Passes">How often the question is asked, 2 or more; the passes count as one attempt, their cost in full. The default is 2.</param>
/// <param name="AgreeOn">
/// Which part of the answers has to agree, as a JSON pointer (RFC 6901) such as <c>/answer</c>; <see langword="null"/> or empty for the whole answer, to which pictures, files and
/// links belong: they agree where their bytes or addresses are the same. With a
/// pointer, an answer that is not JSON or does not have the part disagrees with every other.
/// </param>
/// <param name="Mode">What it takes to agree. The default is <see cref="AgreementMode.Value"/>.</param>
/// <param name="Similarity">
/// For <see cref="AgreementMode.Text"/>, the least similarity that is agreement, from 0 to 1: the share of neighbouring pairs of words that two texts have in common (Dice's
/// coefficient). The default is 0.6, which is most of the same wording.
/// </param>
public sealed record DisagreementCheck(int Passes = 2, string? AgreeOn = null, AgreementMode Mode = AgreementMode.Value, double Similarity = 0.6);
