using Microsoft.Extensions.AI;
using TieredRouting.Contracts;
using TieredRouting.Economics;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>
/// Has a model say which contract a request is for. Nobody knows yet what the request is held to, so the call keeps what all of the contracts hold: the residency of each, the sensitive lane, the
/// least of their budgets and of their times. Where one of them redacts, nobody knows yet what, and nothing is sent.
/// </summary>
/// <param name="calls">Makes the call.</param>
/// <param name="contracts">The contracts that may be chosen.</param>
/// <param name="examples">Their examples.</param>
/// <param name="asked">Who classifies.</param>
/// <param name="recorder">Books the call once its route has begun.</param>
/// <param name="time">The clock.</param>
internal sealed class ClassifierCalls(SideCalls calls, IReadOnlyList<RoutedContract> contracts, IReadOnlyList<ContractExamples> examples, ClassifierOptions asked, AttemptRecorder recorder, TimeProvider time)
{
    private const int MostOutputTokens = 1_024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly decimal? _budget = contracts.Min(contract => contract.Contract.Fallback.MaxCost);
    private readonly TimeSpan _patience = contracts.Min(contract => contract.Contract.Fallback.Deadline) is { } deadline && deadline < Longest ? deadline : Longest;

    /// <summary>Asks. It throws nothing; what is no plain choice is none.</summary>
    /// <returns>The call with its choice, or <see langword="null"/> where none could be made.</returns>
    public async ValueTask<Classification?> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken caller)
    {
        var mark = Guid.NewGuid().ToString("N");
        var prompt = ClassifierPrompt.Of(examples, messages, mark);
        if (calls.Find(asked.Tier, asked.Endpoint, one => MayUse(one, prompt)) is not { } endpoint)
            return null;
        using var patience = new RouteDeadline(_patience, time, caller);
        var result = await calls.CallAsync(new SideCall(CallKind.Classifier, endpoint, contracts[0].Contract, Lane.Sensitive, prompt, MostOutputTokens, new RouteBudget(_budget)), patience.Token);
        if (result is null)
            return null;
        var isRead = ClassifierPrompt.TryRead(SideReply.Read(result.Response, mark, "kind"), examples, out var contract);
        return new Classification(endpoint, result, isRead, contract, recorder);
    }

    private bool MayUse(TierEndpoint endpoint, ChatMessage[] prompt)
    {
        foreach (var contract in contracts)
        {
            if (contract.Contract.Redaction is not null || !calls.Allows(endpoint, contract.Contract, Lane.Sensitive, prompt))
                return false;
        }

        return true;
    }
}
