using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>
/// Reads a section from JSON, token by token. A file of thousands of contracts says the same words over and over, so short texts are kept once.
/// </summary>
internal sealed class SectionReader(ConfigurationErrors errors)
{
    private const string Document = "schema";
    private const int LongestKeptOnce = 64;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The section of a whole file; nothing, with an error, where it does not stand there once.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public SectionNode Read(ReadOnlySpan<byte> utf8, string section)
    {
        var reader = new Utf8JsonReader(utf8, Lenient);
        var found = new List<SectionNode>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            reader.Skip();
        while (reader.TokenType != JsonTokenType.EndArray && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSection = TextOf(ref reader).Equals(section, StringComparison.OrdinalIgnoreCase);
            reader.Read();
            if (isSection)
                found.Add(NodeOf(ref reader, SectionPath.Root));
            else
                reader.Skip();
        }

        // What follows the file's one value is an error that the reader finds.
        while (reader.Read())
        {
        }

        if (found.Count != 1)
            errors.AddWhole(found.Count == 0 ? $"holds no section '{section}'" : $"holds the section '{section}' twice");
        return found.Count == 1 ? found[0] : SectionNode.Nothing;
    }

    private SectionNode NodeOf(ref Utf8JsonReader reader, SectionPath path) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new SectionNode(text: null, Members(ref reader, path), SectionForm.Object),
        JsonTokenType.StartArray => new SectionNode(text: null, Items(ref reader, path), SectionForm.List),
        JsonTokenType.Null => SectionNode.Nothing,
        _ => new SectionNode(TextOf(ref reader), []),
    };

    private KeyValuePair<string, SectionNode>[] Members(ref Utf8JsonReader reader, SectionPath path)
    {
        var members = new List<KeyValuePair<string, SectionNode>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = TextOf(ref reader);
            reader.Read();
            members.Add(new(name, MemberOf(ref reader, name, path)));
        }

        RefuseRepeated(members, path);
        return [.. members];
    }

    private SectionNode MemberOf(ref Utf8JsonReader reader, string name, SectionPath path)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return NodeOf(ref reader, path);
        return name.Equals(Document, StringComparison.OrdinalIgnoreCase)
            ? new DocumentNode(JsonElement.ParseValue(ref reader))
            : NodeOf(ref reader, path.Then(name));
    }

    private KeyValuePair<string, SectionNode>[] Items(ref Utf8JsonReader reader, SectionPath path)
    {
        var items = new List<KeyValuePair<string, SectionNode>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = items.Count.ToString(CultureInfo.InvariantCulture);
            items.Add(new(place, NodeOf(ref reader, path.Then(place))));
        }

        return [.. items];
    }

    private void RefuseRepeated(List<KeyValuePair<string, SectionNode>> members, SectionPath path)
    {
        if (members.Count < 2)
            return;
        var names = new HashSet<string>(members.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in members)
        {
            if (!names.Add(name))
                errors.Add(path.Then(name).ToString(), "is there twice");
        }
    }

    private string TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return Encoding.UTF8.GetString(reader.ValueSpan);
        if (reader.ValueSpan.Length > LongestKeptOnce)
            return reader.GetString()!;
        Span<char> buffer = stackalloc char[LongestKeptOnce];
        var text = buffer[..reader.CopyString(buffer)];
        if (_texts.TryGetValue(text, out var kept))
            return kept;
        _texts.Add(text);
        return _texts.TryGetValue(text, out kept) ? kept : text.ToString();
    }
}
