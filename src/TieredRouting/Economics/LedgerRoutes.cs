using System.Runtime.InteropServices;

namespace TieredRouting.Economics;

/// <summary>The latest routes, by a hash of their ids. The oldest is forgotten first. It allocates only while it grows. Not thread-safe.</summary>
internal sealed class LedgerRoutes(int capacity)
{
    /// <summary>How many are remembered unless said otherwise.</summary>
    public const int Most = 32_768;

    private readonly Dictionary<ulong, int> _places = [];
    private LedgerRoute[] _routes = new LedgerRoute[Math.Min(64, capacity)];
    private int _next;
    private bool _full;

    /// <summary>The route of an id, which is new where it is not remembered. Valid until the next call.</summary>
    public ref LedgerRoute Of(string id)
    {
        var hash = HashOf(id);
        if (_places.TryGetValue(hash, out var place))
            return ref _routes[place];
        place = Room();
        _places.Add(hash, place);
        _routes[place] = new LedgerRoute { Id = hash };
        return ref _routes[place];
    }

    private int Room()
    {
        if (_next == _routes.Length && _routes.Length < capacity)
            Array.Resize(ref _routes, Math.Min(_routes.Length * 2, capacity));
        if (_next == _routes.Length)
            (_next, _full) = (0, true);
        if (_full)
            _places.Remove(_routes[_next].Id);
        return _next++;
    }

    /// <summary>
    /// Four units at a time, each stirred as SplitMix64 stirs (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). That two of thirty thousand routes share one has a chance of one in
    /// thirty thousand million.
    /// </summary>
    private static ulong HashOf(string id)
    {
        var words = MemoryMarshal.Cast<char, ulong>(id.AsSpan());
        var hash = (ulong)id.Length;
        foreach (var word in words)
            hash = Stirred(hash ^ word);
        var rest = 0UL;
        foreach (var unit in id.AsSpan(words.Length * 4))
            rest = (rest << 16) | unit;
        return Stirred(hash ^ rest);
    }

    private static ulong Stirred(ulong hash)
    {
        hash += 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
