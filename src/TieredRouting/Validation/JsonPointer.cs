using System.Globalization;

namespace TieredRouting.Validation;

/// <summary>Writes JSON pointers (RFC 6901), and reads the local references that hold one.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string segment) => $"{pointer}/{Escape(segment)}";

    public static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>The pointer of a local reference, <c>#</c> or <c>#/...</c>, written as <see cref="Append(string, string)"/> would; null for any other.</summary>
    public static string? FromReference(string? reference)
    {
        if (reference is null || !reference.StartsWith('#'))
            return null;

        var pointer = Uri.UnescapeDataString(reference[1..]);
        return pointer.Length == 0 || pointer[0] == '/' ? pointer : null;
    }

    public static string Escape(string segment) =>
        segment.AsSpan().IndexOfAny('~', '/') < 0
            ? segment
            : segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
