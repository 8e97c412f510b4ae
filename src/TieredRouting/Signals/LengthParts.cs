using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Signals;

/// <summary>The parts of a length, without the dictionary: every request has one.</summary>
internal sealed class LengthParts(long tokens, long characters, bool exact) : IReadOnlyDictionary<string, object>
{
    private static readonly string[] Names = ["tokens", "characters", "exact"];

    /// <summary>The part that stands in for <c>tokens</c> where only some of the request could be measured.</summary>
    public const string AtLeast = "tokensAtLeast";

    /// <summary>The tokens a request surely has: all of them, or those of its measurable content.</summary>
    public static decimal? LeastTokens(SignalSet signals) =>
        signals.Find(SignalNames.Length) is { } length ? length.Number("tokens") ?? length.Number(AtLeast) : null;

    /// <summary>The tokens, boxed once: rules and the fallback loop all ask for them.</summary>
    public object Tokens { get; } = tokens;

    public int Count => Names.Length;

    public IEnumerable<string> Keys => Names;

    public IEnumerable<object> Values => Names.Select(name => this[name]);

    public object this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"A length has no part '{key}'.");

    public bool ContainsKey(string key) => Names.Contains(key, StringComparer.Ordinal);

    public bool TryGetValue(string key, [NotNullWhen(true)] out object? value)
    {
        value = key switch
        {
            "tokens" => Tokens,
            "characters" => characters,
            "exact" => exact,
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
