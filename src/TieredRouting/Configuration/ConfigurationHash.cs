using System.Security.Cryptography;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>A short name for the data that decided, so that a record says which configuration it came from.</summary>
internal static class ConfigurationHash
{
    private const int Length = 16;

    public static string Of(TieredRoutingOptions options)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(options, ConfigurationJsonContext.Default.TieredRoutingOptions);
        return Convert.ToHexStringLower(SHA256.HashData(data))[..Length];
    }
}
