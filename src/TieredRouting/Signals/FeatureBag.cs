using System.Buffers;
using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>Counts the features of one text, in the order in which they are first seen. Its arrays are borrowed, and given back when it is disposed.</summary>
internal ref struct FeatureBag
{
    private readonly int[] _places;
    private readonly uint[] _features;
    private readonly int[] _counts;
    private readonly int _mask;

    /// <param name="most">The most features that will be added.</param>
    public FeatureBag(int most)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * most, 16));
        _mask = size - 1;
        _places = ArrayPool<int>.Shared.Rent(size);
        _features = ArrayPool<uint>.Shared.Rent(most + 1);
        _counts = ArrayPool<int>.Shared.Rent(most + 1);
        _places.AsSpan(0, size).Clear();
    }

    /// <summary>How many different ones there are.</summary>
    public int Count { get; private set; }

    public readonly uint this[int index] => _features[index];

    public readonly int CountOf(int index) => _counts[index];

    public void Add(uint feature)
    {
        for (var place = Scattered(feature) & _mask; ; place = (place + 1) & _mask)
        {
            var known = _places[place] - 1;
            if (known < 0)
            {
                (_features[Count], _counts[Count]) = (feature, 1);
                _places[place] = ++Count;
                return;
            }

            if (_features[known] == feature)
            {
                _counts[known]++;
                return;
            }
        }
    }

    /// <summary>Neighbouring hashes in places far apart.</summary>
    public static int Scattered(uint feature) => (int)((feature * 0x9E37_79B1u) >> 7);

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_places);
        ArrayPool<uint>.Shared.Return(_features);
        ArrayPool<int>.Shared.Return(_counts);
    }
}
