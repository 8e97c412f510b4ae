using System.Text.Json;
using System.Text.Unicode;

namespace TieredRouting.Evaluation;

/// <summary>Finds what makes a line of an audit ambiguous or no text at all, whoever reads it and whatever of it they read. Not thread-safe.</summary>
internal sealed class RecordFlaw
{
    private readonly HashSet<(int Object, string Property)> _seen = [];
    private readonly List<(int Object, string? Property)> _open = [];
    private int _objects;

    private string Path => string.Join('.', _open.Select(open => open.Property).OfType<string>());

    /// <summary>What is wrong with a line, or <see langword="null"/>.</summary>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A name in it holds half a character.</exception>
    public string? Of(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
            return "is not UTF-8";
        var json = new Utf8JsonReader(line);
        _objects = 0;
        _seen.Clear();
        _open.Clear();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String && json.ValueIsEscaped && !IsText(ref json))
                return $"is no audit record ({Path})";
            if (IsRepeated(ref json))
                return $"has a property twice ({Path})";
        }

        return null;
    }

    /// <summary>Whether nothing is wrong with a line but that more must follow.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> line) => !IsJson(line, isWhole: true) && IsJson(line, isWhole: false);

    private static bool IsJson(ReadOnlySpan<byte> line, bool isWhole)
    {
        try
        {
            var json = new Utf8JsonReader(line, isWhole, default);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a text is made of whole characters. Who takes it would find out, but nobody takes all of them.</summary>
    private static bool IsText(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private bool IsRepeated(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _open.Add((_objects++, null));
                return false;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.RemoveAt(_open.Count - 1);
                return false;
            case JsonTokenType.PropertyName:
                var property = (_open[^1].Object, json.GetString()!);
                _open[^1] = property;
                return !_seen.Add(property);
            default:
                return false;
        }
    }
}
