using Microsoft.Extensions.AI;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <summary>
/// How much an attempt may answer: the least of what the caller, the contract and the endpoint allow and of what the money
/// left buys. With room for fewer than 256 tokens (or than were asked for, if that is less) the attempt is not made.
/// </summary>
/// <param name="Limit">The limit to send, or <see langword="null"/> where nothing limits the answer.</param>
/// <param name="Affordable">Whether the attempt is worth making.</param>
internal readonly record struct OutputAllowance(int? Limit, bool Affordable)
{
    /// <summary>What is reserved for an answer that nothing limits; and its limit, where the money is shared.</summary>
    private const int UnlimitedReservation = 4_096;

    /// <summary>The output tokens to reserve.</summary>
    public int Reserved => Limit ?? UnlimitedReservation;

    /// <param name="run">The request.</param>
    /// <param name="endpoint">Where the call goes.</param>
    /// <param name="promptTokens">What the prompt comes to.</param>
    /// <param name="shares">How many calls share the money that is left, each alike.</param>
    public static OutputAllowance Of(RouteRun run, TierEndpoint endpoint, long promptTokens, int shares = 1)
    {
        var wanted = Least(run.Options?.MaxOutputTokens, Least(run.Contract.MaxOutputTokens, endpoint.MaxOutputTokens));
        if (run.State.Narrowed)
            wanted = Math.Max(1, (wanted ?? UnlimitedReservation) / 2);
        // What one route sets aside, another cannot have: of money that is shared, an answer that nobody limits may not take all there is.
        if (run.State.Budget.IsShared)
            wanted ??= UnlimitedReservation;
        var bought = Bought(run.State.Budget.Remaining / shares, endpoint, promptTokens);
        var limit = Least(wanted, bought == int.MaxValue ? null : bought);
        return new OutputAllowance(
            limit is null ? null : Least(limit, RoomIn(endpoint, promptTokens)),
            bought is null || bought >= Math.Min(EndpointFilter.LeastOutputTokens, wanted ?? EndpointFilter.LeastOutputTokens));
    }

    /// <summary>What the window leaves beside the prompt; a limit beyond it would be refused.</summary>
    private static int? RoomIn(TierEndpoint endpoint, long promptTokens) =>
        endpoint.ContextWindow is { } window ? (int)Math.Max(EndpointFilter.LeastOutputTokens, window - promptTokens) : null;

    private static int? Bought(decimal? left, TierEndpoint endpoint, long promptTokens)
    {
        if (left is not { } money)
            return null;
        return endpoint.Price is { } price ? price.OutputFor(money, promptTokens) : int.MaxValue;
    }

    private static int? Least(int? left, int? right) =>
        left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);
}
