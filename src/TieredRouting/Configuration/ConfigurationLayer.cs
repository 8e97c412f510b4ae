using System.Runtime.InteropServices;

namespace TieredRouting.Configuration;

/// <summary>What one provider says.</summary>
/// <param name="Entries">Its keys and their texts.</param>
internal sealed record ConfigurationLayer(List<KeyValuePair<string, string?>> Entries)
{
    /// <summary>Whether a key without a text leaves what other providers say of it.</summary>
    public bool EmptyIsSilent { get; init; }

    public bool IsSilent(string? value) => EmptyIsSilent && string.IsNullOrEmpty(value);

    /// <summary>
    /// The keys that changed since an earlier reading of the provider. Whoever changes a file changes a place in it, so what changed lies between what both
    /// readings begin and end with.
    /// </summary>
    public IEnumerable<string> ChangesSince(ConfigurationLayer earlier)
    {
        ReadOnlySpan<KeyValuePair<string, string?>> now = CollectionsMarshal.AsSpan(Entries), before = CollectionsMarshal.AsSpan(earlier.Entries);
        var shorter = Math.Min(now.Length, before.Length);
        var begin = 0;
        while (begin < shorter && Same(now[begin], before[begin]))
            begin++;
        var end = 0;
        while (end < shorter - begin && Same(now[^(end + 1)], before[^(end + 1)]))
            end++;
        return Changes(now[begin..^end], before[begin..^end]);
    }

    private static List<string> Changes(ReadOnlySpan<KeyValuePair<string, string?>> now, ReadOnlySpan<KeyValuePair<string, string?>> before)
    {
        var left = new Dictionary<string, string?>(before.Length, StringComparer.Ordinal);
        foreach (var (key, value) in before)
            left.Add(key, value);
        var changed = new List<string>();
        foreach (var (key, value) in now)
        {
            if (!left.Remove(key, out var earlier) || earlier != value)
                changed.Add(key);
        }

        return [.. changed, .. left.Keys];
    }

    private static bool Same(KeyValuePair<string, string?> one, KeyValuePair<string, string?> other) => one.Key == other.Key && one.Value == other.Value;
}
