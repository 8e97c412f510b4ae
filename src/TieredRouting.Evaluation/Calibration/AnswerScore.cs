using TieredRouting.Contracts;

namespace TieredRouting.Evaluation;

/// <summary>How sure an answer is, by the calls that made it.</summary>
internal static class AnswerScore
{
    /// <summary>Whether such a call is one that makes an answer.</summary>
    public static bool IsScored(CallKind? kind) => kind is CallKind.Answer or CallKind.Pass or CallKind.Hedge;

    /// <summary>The score of an answer that went out; where several calls made it, that of the least sure of them. <see langword="null"/> where nothing can be told.</summary>
    /// <param name="contract">The contract: what it asks for is the score.</param>
    /// <param name="accepted">How sure each of the accepted calls is.</param>
    /// <param name="difficulty">How hard the request is, where that is known.</param>
    public static double? Of(Contract contract, IReadOnlyList<ConfidenceLevel?> accepted, decimal? difficulty)
    {
        if (accepted.Count == 0 || contract.Disagreement is not null && accepted.Count < 2)
            return null;
        return ContractCalibration.ScoreOf(contract) switch
        {
            AcceptanceScore.Confidence => accepted.Select(ContractCalibration.ScoreOf).Aggregate((left, right) => left < right || left is null ? left : right),
            AcceptanceScore.Ease => ContractCalibration.EaseOf(difficulty),
            _ => 1,
        };
    }
}
