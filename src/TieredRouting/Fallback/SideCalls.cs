using Microsoft.Extensions.AI;
using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Policies;
using TieredRouting.Redaction;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>Makes the calls that answer no request but serve it, to a judge or a classifier: through the same door, at the same price, one try each.</summary>
internal sealed class SideCalls(TierLadder ladder, IMeteredDoor door, TokenCounter? exactCounter, ControlBoard? controls = null)
{
    private static readonly ChatOptions NoOptions = new();

    /// <summary>The first endpoint that may be used, of a tier and by a name where those are given.</summary>
    public TierEndpoint? Find(string? tier, string? endpoint, Func<TierEndpoint, bool> mayUse) => ladder.Tiers
        .Where(one => tier is null || string.Equals(one.Name, tier, StringComparison.OrdinalIgnoreCase))
        .SelectMany(one => one.Endpoints)
        .FirstOrDefault(one => (endpoint is null || string.Equals(one.Name, endpoint, StringComparison.OrdinalIgnoreCase)) && mayUse(one));

    /// <summary>Whether a call may go to an endpoint, and fits it.</summary>
    public bool Allows(TierEndpoint endpoint, Contract contract, Lane lane, ChatMessage[] messages) =>
        controls?.Current.Of(contract.Name).Bars(endpoint) != true
        && EndpointFilter.Allows(endpoint, contract, lane, ladder.StatesSensitivity, PromptSize.Of(messages, NoOptions, schemaTokens: 0, exactCounter: null));

    /// <summary>Makes the call; <see langword="null"/> where the door let it not in.</summary>
    public async ValueTask<ModelCallResult?> CallAsync(SideCall side, CancellationToken cancellationToken)
    {
        var call = Measured(side);
        using var admission = door.Admit([call]);
        return admission.Refused is null ? await admission.CallAsync(call, cancellationToken) : null;
    }

    private ModelCall Measured(SideCall side)
    {
        var endpoint = side.Endpoint;
        var options = new ChatOptions { ModelId = endpoint.ModelId, MaxOutputTokens = Math.Min(side.MaxOutputTokens, endpoint.MaxOutputTokens ?? int.MaxValue) };
        var redacted = side.Placeholders is { } placeholders ? RedactedPrompt.Of(side.Messages, options, side.Contract.Redaction!, placeholders, endpoint, side.Recognized) : null;
        var sent = redacted?.Messages ?? side.Messages;
        var prompt = PromptSize.Of(sent, options, schemaTokens: 0, side.Budget.IsLimited ? exactCounter : null);
        return new ModelCall(side.Kind, side.Contract, side.Lane, endpoint, sent, options, prompt, options.MaxOutputTokens.Value, side.Budget) { Restoring = redacted };
    }
}
