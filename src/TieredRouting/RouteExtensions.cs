using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Reads what the router says about an answer.</summary>
public static class RouteExtensions
{
    /// <summary>What happened to the request, or <see langword="null"/> for an answer that no router gave.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>The route; <see cref="RouteResult.FromCache"/> says whether a cache replayed it.</returns>
    public static RouteResult? GetRoute(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return RouteEnvelope.RouteIn(response.AdditionalProperties)
            ?? response.Messages.Select(message => RouteEnvelope.RouteIn(message.AdditionalProperties)).LastOrDefault(route => route is not null);
    }

    /// <summary>What happened to the request; it is on the last update of a stream, and <see langword="null"/> on all others.</summary>
    /// <param name="update">The update.</param>
    /// <returns>The route.</returns>
    public static RouteResult? GetRoute(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return RouteEnvelope.RouteIn(update.AdditionalProperties);
    }

    /// <summary>What happened to the request, or <see langword="null"/> for an exception that is not the router's own.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The route.</returns>
    public static RouteResult? GetRoute(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (exception as TieredRoutingException)?.Route;
    }

    /// <summary>Where a person finds the work, or <see langword="null"/> for an answer that was released.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>The reference.</returns>
    public static ApprovalReference? GetApproval(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var id = RouteEnvelope.Text(response.AdditionalProperties, RouteEnvelope.Approval);
        var kind = RouteEnvelope.Text(response.AdditionalProperties, RouteEnvelope.ApprovalKind);
        var route = RouteEnvelope.Text(response.AdditionalProperties, RouteEnvelope.ApprovalRoute);
        return id is not null && route is not null && Enum.TryParse<ApprovalKind>(kind, ignoreCase: true, out var asked)
            ? new ApprovalReference(id, route, asked)
            : null;
    }
}
