using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TieredRouting.Configuration;

/// <summary>Makes a tree of what the providers say, the later over the earlier, as the host's configuration does.</summary>
internal sealed class ConfigurationTree
{
    private Dictionary<string, ConfigurationTree>? _children;
    private string? _value;

    /// <summary>What the section says; nothing, where it is not there.</summary>
    public static SectionNode Of(ConfigurationReading reading) => Of(reading, SectionChange.Everything);

    /// <summary>What the section says, without what need not be read again.</summary>
    public static SectionNode Of(ConfigurationReading reading, SectionChange change)
    {
        var tree = new ConfigurationTree();
        foreach (var layer in reading.Layers)
            tree.Add(layer, reading.PrefixLength, change);
        return tree.Freeze();
    }

    private void Add(ConfigurationLayer layer, int prefix, SectionChange change)
    {
        // What is said of one contract mostly stands together: the next key need only begin alike to be passed over too.
        var unchanged = ReadOnlySpan<char>.Empty;
        foreach (var (key, value) in layer.Entries)
        {
            if ((unchanged.Length > 0 && key.AsSpan(prefix).StartsWith(unchanged)) || !change.Concerns(key.AsSpan(prefix), out unchanged))
                continue;
            var place = Find(key.AsSpan(prefix));
            if (!layer.IsSilent(value))
                place._value = value;
        }
    }

    private ConfigurationTree Find(ReadOnlySpan<char> key)
    {
        var tree = this;
        foreach (var segment in key.Split(ConfigurationPath.KeyDelimiter))
            tree = tree.Child(key[segment]);
        return tree;
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
}
