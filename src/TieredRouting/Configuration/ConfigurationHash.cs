using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>
/// A short name for the data that decided, so that a record says which configuration it came from. Contracts are hashed one by one and then combined in the
/// order of their names, so that a change hashes only what it changed.
/// </summary>
internal static class ConfigurationHash
{
    private const int Length = 16;

    /// <summary>The hash of all: what surrounds the contracts, and theirs in the order of their names.</summary>
    public static string Of(TieredRoutingOptions surroundings, IEnumerable<byte[]> contracts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(surroundings, ConfigurationJsonContext.Default.TieredRoutingOptions)));
        foreach (var contract in contracts)
            hash.AppendData(contract);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }

    /// <summary>The hash of one contract.</summary>
    public static byte[] Of(string name, ContractOptions contract) =>
        SHA256.HashData([.. SHA256.HashData(Encoding.UTF8.GetBytes(name)), .. JsonSerializer.SerializeToUtf8Bytes(contract, ConfigurationJsonContext.Default.ContractOptions)]);
}
