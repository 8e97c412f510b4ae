using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Signals;

/// <summary>The parts of a signal that every request has, without the dictionary.</summary>
internal abstract class PartValues(IReadOnlyList<string> names) : IReadOnlyDictionary<string, object>
{
    public int Count => names.Count;

    public IEnumerable<string> Keys => names;

    public IEnumerable<object> Values => names.Select(name => this[name]);

    public object this[string key] => Find(key) ?? throw new KeyNotFoundException($"There is no part '{key}'.");

    public bool ContainsKey(string key) => Find(key) is not null;

    public bool TryGetValue(string key, [NotNullWhen(true)] out object? value) => (value = Find(key)) is not null;

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        foreach (var name in names)
            yield return new(name, this[name]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected abstract object? Find(string name);
}
