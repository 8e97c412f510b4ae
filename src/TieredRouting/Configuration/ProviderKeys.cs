using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace TieredRouting.Configuration;

/// <summary>Finds the keys of a provider.</summary>
internal static class ProviderKeys
{
    private delegate bool TryGet(string key, out string? value);

    /// <summary>Whether a provider answers from what its base class holds; one that overrides how it answers is asked instead.</summary>
    public static bool AreItsData(ConfigurationProvider provider) =>
        IsOfBase(new TryGet(provider.TryGet)) && IsOfBase(new Func<IEnumerable<string>, string?, IEnumerable<string>>(provider.GetChildKeys));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Data")]
    public static extern IDictionary<string, string?> DataOf(ConfigurationProvider provider);

    /// <summary>Asks a provider for its keys, one after the other.</summary>
    public static List<KeyValuePair<string, string?>> Walk(IConfigurationProvider provider, string path) => [.. Under(provider, path)];

    private static IEnumerable<KeyValuePair<string, string?>> Under(IConfigurationProvider provider, string path)
    {
        foreach (var name in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = ConfigurationPath.Combine(path, name);
            if (provider.TryGet(key, out var value))
                yield return KeyValuePair.Create(key, value);
            foreach (var inner in Under(provider, key))
                yield return inner;
        }
    }

    private static bool IsOfBase(Delegate method) => method.Method.DeclaringType == typeof(ConfigurationProvider);
}
