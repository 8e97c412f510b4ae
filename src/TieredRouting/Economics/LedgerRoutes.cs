using System.Numerics;
using System.Runtime.InteropServices;

namespace TieredRouting.Economics;

/// <summary>
/// The latest routes, by a hash of their ids. The oldest is forgotten first: it is written over, and whatever led to it leads nowhere, since routes are numbered as they come and each knows the one
/// before it whose hash has the same place. It allocates only while it grows. Not thread-safe.
/// </summary>
internal sealed class LedgerRoutes(int capacity)
{
    /// <summary>How many are remembered unless said otherwise.</summary>
    public const int Most = 32_768;

    // Powers of two, so that a place is cut out of a number and not divided out of it.
    private LedgerRoute[] _routes = new LedgerRoute[Places(Math.Min(64, capacity))];
    private LedgerChain[] _chains = new LedgerChain[Places(Math.Min(64, capacity))];
    private long _count;

    /// <summary>The route of an id, which is new where it is not remembered. Valid until the next call.</summary>
    public ref LedgerRoute Of(string id)
    {
        var hash = HashOf(id);
        for (var number = Chain(hash).NewestFor(hash); IsRemembered(number); number = Earlier(number))
        {
            if (Numbered(number).Id == hash)
                return ref Numbered(number);
        }

        if (_count == _routes.Length && _count < capacity)
            Grow();
        Numbered(++_count) = new LedgerRoute { Id = hash };
        return ref Linked(_count);
    }

    private static int Places(int most) => (int)BitOperations.RoundUpToPowerOf2((uint)most);

    private bool IsRemembered(long number) => number > _count - capacity && number > 0;

    private ref LedgerChain Chain(ulong hash) => ref _chains[(int)hash & (_chains.Length - 1)];

    private ref LedgerRoute Numbered(long number) => ref _routes[(int)number & (_routes.Length - 1)];

    /// <summary>The route before one in its place; zero where there is none.</summary>
    private long Earlier(long number) => Numbered(number).Back is > 0 and var back ? number - back : 0;

    private ref LedgerRoute Linked(long number)
    {
        ref var route = ref Numbered(number);
        ref var chain = ref Chain(route.Id);
        var known = IsRemembered(chain.Newest) ? chain : default;
        route.Back = known.Newest == 0 ? 0 : (int)(number - known.Newest);
        chain = known.With(number, route.Id);
        return ref route;
    }

    private void Grow()
    {
        var known = _routes;
        _routes = new LedgerRoute[known.Length * 2];
        _chains = new LedgerChain[_routes.Length];
        for (var number = 1L; number <= _count; number++)
        {
            Numbered(number) = known[(int)number & (known.Length - 1)];
            Linked(number);
        }
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
