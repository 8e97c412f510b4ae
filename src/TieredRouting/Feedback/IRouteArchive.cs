namespace TieredRouting.Feedback;

/// <summary>Remembers routes beyond the process, so that feedback about one that another process has answered, or this one before it was started anew, comes to the right place.</summary>
internal interface IRouteArchive
{
    /// <summary>Remembers a route that gave an answer. It does not wait for a disk.</summary>
    void Remember(RecentRoute route);

    /// <summary>The route of an id; <see langword="null"/> where it is not known.</summary>
    RecentRoute? Find(string id);
}
