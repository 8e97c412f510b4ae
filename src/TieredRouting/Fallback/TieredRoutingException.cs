namespace TieredRouting;

/// <summary>The base of the exceptions by which the router says that it released nothing.</summary>
public abstract class TieredRoutingException : Exception
{
    private protected TieredRoutingException(string message, RouteResult route, Exception? innerException)
        : base(message, innerException) => Route = route;

    /// <summary>What happened to the request.</summary>
    public RouteResult Route { get; }
}
