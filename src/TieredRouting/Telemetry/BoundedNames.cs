using System.Collections.Concurrent;

namespace TieredRouting.Telemetry;

/// <summary>Keeps the values of a tag few: the first ones keep their names. Thread-safe.</summary>
internal sealed class BoundedNames
{
    /// <summary>How many keep their names.</summary>
    public const int Most = 100;

    /// <summary>The name of all others.</summary>
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Bounded(string name)
    {
        if (_names.TryGetValue(name, out var known))
            return known;
        // Two at once may both find the last place free; a few more do no harm.
        return _names.Count < Most ? _names.GetOrAdd(name, name) : Other;
    }
}
