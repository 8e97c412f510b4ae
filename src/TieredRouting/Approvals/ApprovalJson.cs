using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using TieredRouting.Approvals;

namespace TieredRouting;

/// <summary>Writes an item of work down, and reads it back: messages and drafts as the host's default JSON options write them, without reflection. Thread-safe.</summary>
public static class ApprovalJson
{
    /// <summary>The version of the form: 1.</summary>
    public const int Version = 1;

    /// <summary>Writes an item, all but the version that the store counts.</summary>
    /// <param name="item">The item.</param>
    /// <returns>UTF-8 JSON.</returns>
    /// <exception cref="NotSupportedException">A message or a draft holds a value of a type that the host's default options cannot write.</exception>
    public static byte[] Write(ApprovalItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return JsonSerializer.SerializeToUtf8Bytes(StoredItem.Of(item), ApprovalJsonContext.Default.StoredItem);
    }

    /// <summary>Reads an item.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    /// <returns>The item, of version 0.</returns>
    /// <exception cref="JsonException">It is no item, or one of a newer form.</exception>
    public static ApprovalItem Read(ReadOnlySpan<byte> json)
    {
        var stored = JsonSerializer.Deserialize(json, ApprovalJsonContext.Default.StoredItem) ?? throw new JsonException("It is no item of work.");
        return stored.V == Version ? stored.ToItem() : throw new JsonException($"The item is of form {stored.V}, and this library reads form {Version}.");
    }

    internal static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Host<T>());

    internal static JsonTypeInfo<T> Host<T>() => (JsonTypeInfo<T>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
