using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Writes JSON pointers (RFC 6901), follows them, and reads the local references that hold one.</summary>
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

    /// <summary>Whether a text is a pointer: empty, or segments that begin with a slash, where a tilde stands only for one of its two escapes.</summary>
    public static bool IsPointer(string text)
    {
        for (var tilde = text.IndexOf('~'); tilde >= 0; tilde = text.IndexOf('~', tilde + 1))
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ('0' or '1'))
                return false;
        }

        return text.Length == 0 || text[0] == '/';
    }

    /// <summary>The value that a pointer leads to; false where there is none.</summary>
    public static bool TryFind(JsonElement root, string pointer, out JsonElement found)
    {
        found = root;
        if (pointer.Length > 0 && pointer[0] != '/')
            return false;

        foreach (var segment in pointer.Split('/').Skip(1))
            if (!TryStep(found, Unescape(segment), out found))
                return false;
        return true;
    }

    private static bool TryStep(JsonElement from, string segment, out JsonElement to)
    {
        to = default;
        if (from.ValueKind == JsonValueKind.Object)
            return from.TryGetProperty(segment, out to);
        if (from.ValueKind != JsonValueKind.Array || !TryReadIndex(segment, out var index) || index >= from.GetArrayLength())
            return false;
        to = from[index];
        return true;
    }

    /// <summary>An index has no sign and no leading zero.</summary>
    private static bool TryReadIndex(string segment, out int index) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (segment.Length == 1 || segment[0] != '0');
}
