using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>
/// Reads the routing section from a JSON file as it was written, so that schemas may stand in it inline. Comments and trailing commas are
/// allowed, as in the host's own files; a name that stands there twice, in whatever case, is refused, as the host refuses it.
/// </summary>
internal static class SectionFile
{
    private const int LargestFile = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The section of a file; nothing, with errors, where it cannot be read.</summary>
    public static SectionNode Read(string file, string section, ConfigurationErrors errors)
    {
        try
        {
            var size = new FileInfo(file) is { Exists: true } info ? info.Length : 0;
            if (size <= LargestFile)
                return Parse(File.ReadAllBytes(file), section, errors);
            errors.AddWhole($"has {size / (1024 * 1024)} MB; at most {LargestFile / (1024 * 1024)} MB are read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.AddWhole(WhyNot(file, exception));
        }

        return SectionNode.Nothing;
    }

    /// <summary>The section of a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="section">The section's name at the top of the text.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static SectionNode Parse(ReadOnlySpan<byte> utf8, string section, ConfigurationErrors errors)
    {
        try
        {
            return SectionOf(JsonElement.Parse(WithoutMark(utf8), Lenient), section, errors);
        }
        catch (JsonException exception)
        {
            errors.AddWhole(string.Create(CultureInfo.InvariantCulture, $"is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})"));
        }
        catch (InvalidOperationException)
        {
            errors.AddWhole("holds text that is not valid Unicode");
        }

        return SectionNode.Nothing;
    }

    private static string WhyNot(string file, Exception exception) => exception switch
    {
        _ when Directory.Exists(file) => "is a folder, not a file",
        FileNotFoundException or DirectoryNotFoundException => "is not there",
        _ => $"cannot be read ({exception.GetType().Name})",
    };

    private static SectionNode SectionOf(JsonElement file, string section, ConfigurationErrors errors)
    {
        var sections = file.ValueKind == JsonValueKind.Object
            ? file.EnumerateObject().Where(property => property.Name.Equals(section, StringComparison.OrdinalIgnoreCase)).ToList()
            : [];
        if (sections.Count == 1)
            return NodeOf(sections[0].Value, SectionPath.Root, errors);
        errors.AddWhole(sections.Count == 0 ? $"holds no section '{section}'" : $"holds the section '{section}' twice");
        return SectionNode.Nothing;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;

    private static SectionNode NodeOf(JsonElement json, SectionPath path, ConfigurationErrors errors) => json.ValueKind switch
    {
        JsonValueKind.Object => new SectionNode(text: null, Members(json, path, errors), json),
        JsonValueKind.Array => new SectionNode(text: null, Items(json, path, errors), json),
        _ => ValueOf(json),
    };

    private static SectionNode ValueOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => SectionNode.Nothing,
        JsonValueKind.String => new SectionNode(json.GetString(), []),
        _ => new SectionNode(json.GetRawText(), []),
    };

    private static KeyValuePair<string, SectionNode>[] Members(JsonElement json, SectionPath path, ConfigurationErrors errors)
    {
        var members = new KeyValuePair<string, SectionNode>[json.GetPropertyCount()];
        var count = 0;
        foreach (var property in json.EnumerateObject())
        {
            var name = property.Name;
            var node = property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? NodeOf(property.Value, path.Then(name), errors) : ValueOf(property.Value);
            members[count++] = new(name, node);
        }

        RefuseRepeated(members, path, errors);
        return members;
    }

    private static void RefuseRepeated(KeyValuePair<string, SectionNode>[] members, SectionPath path, ConfigurationErrors errors)
    {
        if (members.Length == 1)
            return;
        var names = new HashSet<string>(members.Length, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in members)
        {
            if (!names.Add(name))
                errors.Add(path.Then(name).ToString(), "is there twice");
        }
    }

    private static KeyValuePair<string, SectionNode>[] Items(JsonElement json, SectionPath path, ConfigurationErrors errors) =>
    [
        .. json.EnumerateArray().Select((item, place) =>
        {
            var key = place.ToString(CultureInfo.InvariantCulture);
            return KeyValuePair.Create(key, NodeOf(item, path.Then(key), errors));
        }),
    ];
}
