using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace TieredRouting.Configuration;

/// <summary>
/// Reads a section of the host's configuration as one tree. The host's own way, asking each key for its children, looks at every key of
/// every provider each time: a section of ten thousand contracts would take minutes. So the keys are taken from the providers at once.
/// </summary>
internal sealed class ConfigurationTree
{
    private Dictionary<string, ConfigurationTree>? _children;
    private string? _value;

    /// <summary>What the section says; nothing, where it is not there.</summary>
    public static SectionNode Read(IConfiguration configuration, string path)
    {
        var tree = new ConfigurationTree();
        foreach (var key in KeysUnder(configuration, path))
            tree.Add(key.AsSpan(path.Length + 1), configuration[key]);
        return tree.Freeze();
    }

    private static HashSet<string> KeysUnder(IConfiguration configuration, string path)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(configuration, path + ConfigurationPath.KeyDelimiter, keys);
        return keys;
    }

    private static void Collect(IConfiguration configuration, string prefix, HashSet<string> keys)
    {
        if (configuration is not IConfigurationRoot root)
        {
            keys.UnionWith(configuration.AsEnumerable().Select(pair => pair.Key).Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
            return;
        }

        foreach (var provider in root.Providers)
        {
            if (provider is ChainedConfigurationProvider chained)
                Collect(chained.Configuration, prefix, keys);
            else
                keys.UnionWith(KeysOf(provider, prefix));
        }
    }

    private static IEnumerable<string> KeysOf(IConfigurationProvider provider, string prefix) =>
        provider is ConfigurationProvider known && KeepsItsKeys(known, prefix)
            ? DataOf(known).Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            : Walk(provider, prefix[..^1]);

    /// <summary>A provider may answer from elsewhere than the base class does; then it is asked for its keys one by one.</summary>
    private static bool KeepsItsKeys(ConfigurationProvider provider, string prefix)
    {
        var names = provider.GetChildKeys([], prefix[..^1]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.SetEquals(DataOf(provider).Keys.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(key => First(key, prefix.Length)));
    }

    private static string First(string key, int start) =>
        key.IndexOf(ConfigurationPath.KeyDelimiter, start, StringComparison.Ordinal) is > 0 and var end ? key[start..end] : key[start..];

    private static IEnumerable<string> Walk(IConfigurationProvider provider, string path)
    {
        foreach (var name in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = ConfigurationPath.Combine(path, name);
            if (provider.TryGet(key, out _))
                yield return key;
            foreach (var inner in Walk(provider, key))
                yield return inner;
        }
    }

    private void Add(ReadOnlySpan<char> key, string? value)
    {
        var tree = this;
        foreach (var segment in key.Split(ConfigurationPath.KeyDelimiter))
            tree = tree.Child(key[segment]);
        tree._value = value;
    }

    private ConfigurationTree Child(ReadOnlySpan<char> name)
    {
        var children = (_children ??= new(StringComparer.OrdinalIgnoreCase)).GetAlternateLookup<ReadOnlySpan<char>>();
        if (!children.TryGetValue(name, out var child))
            children[name] = child = new ConfigurationTree();
        return child;
    }

    private SectionNode Freeze()
    {
        if (_children is null)
            return _value is null ? SectionNode.Nothing : new SectionNode(_value, []);
        var members = _children.Select(child => KeyValuePair.Create(child.Key, child.Value.Freeze())).ToArray();
        Array.Sort(members, (one, other) => Compare(one.Key, other.Key));
        return new SectionNode(_value, members);
    }

    /// <summary>As configuration sorts: places by their number, before names.</summary>
    private static int Compare(string one, string other) => (PlaceOf(one), PlaceOf(other)) switch
    {
        ({ } first, { } second) => first.CompareTo(second),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.Compare(one, other, StringComparison.OrdinalIgnoreCase),
    };

    private static int? PlaceOf(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    private static extern IDictionary<string, string?> DataOf(ConfigurationProvider provider);
}
