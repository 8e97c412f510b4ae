using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Signals;

/// <summary>The parts of a structure, without the dictionary: every request has one.</summary>
internal sealed class StructureParts(StructureCounts counts) : IReadOnlyDictionary<string, object>
{
    private static readonly string[] Names = ["questions", "constraints", "codeBlocks", "listItems", "steps"];

    public int Count => Names.Length;

    public IEnumerable<string> Keys => Names;

    public IEnumerable<object> Values => Names.Select(name => this[name]);

    public object this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"A structure has no part '{key}'.");

    public bool ContainsKey(string key) => Names.Contains(key, StringComparer.Ordinal);

    public bool TryGetValue(string key, [NotNullWhen(true)] out object? value)
    {
        value = key switch
        {
            "questions" => counts.Questions,
            "constraints" => counts.Constraints,
            "codeBlocks" => counts.CodeBlocks,
            "listItems" => counts.ListItems,
            "steps" => counts.Steps,
            _ => null,
        };
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        foreach (var name in Names)
            yield return new(name, this[name]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
