using Microsoft.Extensions.Configuration;

namespace TieredRouting.Configuration;

/// <summary>
/// What the providers of a configuration say under one path at one moment, provider by provider. The texts are the providers' own, so a reading
/// costs little to keep, and two of them tell which keys changed in between.
/// </summary>
/// <remarks>
/// The host's own way, asking each key for its children, looks at every key of every provider each time: a section of ten thousand contracts
/// would take minutes. So the keys are taken from the providers at once.
/// </remarks>
internal sealed class ConfigurationReading
{
    private readonly List<ConfigurationLayer> _layers = [];
    private readonly string _prefix;

    private ConfigurationReading(string prefix) => _prefix = prefix;

    /// <summary>How long the path is that every key begins with, its delimiter included.</summary>
    public int PrefixLength => _prefix.Length;

    /// <summary>What each provider says, the last one over the others.</summary>
    public IReadOnlyList<ConfigurationLayer> Layers => _layers;

    /// <summary>Whether nobody says anything under the path.</summary>
    public bool IsEmpty => _layers.TrueForAll(static layer => layer.Entries.Count == 0);

    public static ConfigurationReading Of(IConfiguration configuration, string path)
    {
        var reading = new ConfigurationReading(path + ConfigurationPath.KeyDelimiter);
        reading.Add(configuration, earlier: null);
        return reading;
    }

    /// <summary>Reads the same path again. What it reads does not hold on to this.</summary>
    public ConfigurationReading Again(IConfiguration configuration)
    {
        var reading = new ConfigurationReading(_prefix);
        reading.Add(configuration, earlier: this);
        return reading;
    }

    /// <summary>The keys that were added, removed or changed since an earlier reading, in the words of whoever holds them.</summary>
    public IEnumerable<string> ChangesSince(ConfigurationReading earlier) => _layers.Count == earlier._layers.Count
        ? _layers.Zip(earlier._layers, (now, before) => now.ChangesSince(before)).SelectMany(keys => keys)
        : _layers.Concat(earlier._layers).SelectMany(layer => layer.Entries).Select(entry => entry.Key);

    private void Add(IConfiguration configuration, ConfigurationReading? earlier)
    {
        if (configuration is IConfigurationRoot root)
        {
            foreach (var provider in root.Providers)
                _layers.Add(LayerOf(provider, earlier));
        }
        else
            _layers.Add(new ConfigurationLayer(Under(configuration.AsEnumerable(), earlier)));
    }

    private ConfigurationLayer LayerOf(IConfigurationProvider provider, ConfigurationReading? earlier) => provider switch
    {
        ChainedConfigurationProvider chained => ChainedLayer(chained.Configuration),
        ConfigurationProvider known when ProviderKeys.AreItsData(known) => new ConfigurationLayer(Under(ProviderKeys.DataOf(known), earlier)),
        _ => new ConfigurationLayer(ProviderKeys.Walk(provider, _prefix[..^1])),
    };

    /// <summary>A chained configuration answers as one provider does. Where it has no text, those before it are asked.</summary>
    private ConfigurationLayer ChainedLayer(IConfiguration configuration)
    {
        var inner = new ConfigurationReading(_prefix);
        inner.Add(configuration, earlier: null);
        return new ConfigurationLayer(inner._layers is [var only] ? only.Entries : inner.InForce()) { EmptyIsSilent = true };
    }

    private List<KeyValuePair<string, string?>> InForce()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in _layers)
        {
            foreach (var (key, value) in layer.Entries)
            {
                if (!values.TryAdd(key, value) && !layer.IsSilent(value))
                    values[key] = value;
            }
        }

        return [.. values];
    }

    /// <summary>The entries under the path. A provider that did not change gives the very keys it gave before, and there are many: none is looked into again.</summary>
    private List<KeyValuePair<string, string?>> Under(IEnumerable<KeyValuePair<string, string?>> entries, ConfigurationReading? earlier)
    {
        var known = earlier?._layers.ElementAtOrDefault(_layers.Count)?.Entries ?? [];
        var under = new List<KeyValuePair<string, string?>>(known.Count);
        foreach (var entry in entries)
        {
            if ((under.Count < known.Count && ReferenceEquals(known[under.Count].Key, entry.Key)) || entry.Key.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase))
                under.Add(entry);
        }

        under.TrimExcess();
        return under;
    }
}
