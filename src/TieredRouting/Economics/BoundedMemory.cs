using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Economics;

/// <summary>What this process remembers by a key. Bounded: the oldest is forgotten first. Once it is full, remembering allocates nothing. Thread-safe.</summary>
/// <param name="capacity">How many it remembers.</param>
/// <param name="comparer">Compares keys.</param>
internal sealed class BoundedMemory<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, int> _places = new(comparer);
    private readonly List<KeyValuePair<TKey, TValue>> _ring = [];
    private int _oldest;

    /// <summary>Remembers a value, unless there is one by that key.</summary>
    public void Remember(TKey key, in TValue value)
    {
        lock (_gate)
        {
            if (!_places.ContainsKey(key))
                Add(key, value);
        }
    }

    /// <summary>Remembers a value in place of one by that key.</summary>
    public void Replace(TKey key, in TValue value)
    {
        lock (_gate)
        {
            if (_places.TryGetValue(key, out var place))
                _ring[place] = new(key, value);
            else
                Add(key, value);
        }
    }

    /// <summary>What is remembered by a key.</summary>
    public bool TryRecall(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            var known = _places.TryGetValue(key, out var place);
            value = known ? _ring[place].Value : default;
            return known;
        }
    }

    private void Add(TKey key, in TValue value)
    {
        if (_ring.Count < capacity)
        {
            _places.Add(key, _ring.Count);
            _ring.Add(new(key, value));
            return;
        }

        _places.Remove(_ring[_oldest].Key);
        _places.Add(key, _oldest);
        _ring[_oldest] = new(key, value);
        _oldest = (_oldest + 1) % capacity;
    }
}
