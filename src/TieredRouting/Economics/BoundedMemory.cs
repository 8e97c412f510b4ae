using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Fallback;

/// <summary>What this process remembers by a key. Bounded: the oldest is forgotten first.</summary>
internal sealed class BoundedMemory<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _values = new(comparer);
    private readonly ConcurrentQueue<TKey> _oldestFirst = new();

    /// <summary>Remembers a value, unless there is one by that key.</summary>
    public void Remember(TKey key, TValue value)
    {
        if (!_values.TryAdd(key, value))
            return;
        _oldestFirst.Enqueue(key);
        while (_values.Count > capacity && _oldestFirst.TryDequeue(out var oldest))
            _values.TryRemove(oldest, out _);
    }

    public bool TryRecall(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);
}
