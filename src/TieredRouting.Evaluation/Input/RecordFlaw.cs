using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TieredRouting.Evaluation;

/// <summary>Finds what makes a line of an audit ambiguous or no text at all, whoever reads it and whatever of it they read. Not thread-safe.</summary>
internal sealed class RecordFlaw
{
    /// <summary>So many names of one object are looked through; more than records have are looked for in a set.</summary>
    private const int Few = 64;
    private const ulong HashOfNothing = 0xCBF2_9CE4_8422_2325;
    private const ulong HashFactor = 0x0000_0100_0000_01B3;

    /// <summary>For each object or array that is open where its names begin.</summary>
    private readonly List<int> _open = [];

    /// <summary>The hashes of the names of what is open, of 64 bits: that two names share one does not happen by chance.</summary>
    private readonly List<ulong> _names = [];
    private readonly HashSet<(int Object, ulong Name)> _many = [];

    /// <summary>What is wrong with a line, or <see langword="null"/>.</summary>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A name in it holds half a character.</exception>
    public string? Of(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
            return "is not UTF-8";
        var json = new Utf8JsonReader(line);
        _open.Clear();
        _names.Clear();
        _many.Clear();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String && json.ValueIsEscaped && !IsText(ref json))
                return $"is no audit record ({PathTo(line, json.TokenStartIndex)})";
            if (IsRepeated(ref json))
                return $"has a property twice ({PathTo(line, json.TokenStartIndex)})";
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
                _open.Add(_names.Count);
                return false;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                Close(_open[^1]);
                return false;
            case JsonTokenType.PropertyName:
                var name = HashOf(json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan);
                var isRepeated = IsIn(_open[^1], name);
                _names.Add(name);
                return isRepeated;
            default:
                return false;
        }
    }

    private bool IsIn(int first, ulong name)
    {
        var known = CollectionsMarshal.AsSpan(_names)[first..];
        if (known.Length < Few)
            return known.Contains(name);
        if (known.Length == Few)
        {
            foreach (var earlier in known)
                _many.Add((first, earlier));
        }

        return !_many.Add((first, name));
    }

    private void Close(int first)
    {
        if (_names.Count - first > Few)
        {
            foreach (var name in CollectionsMarshal.AsSpan(_names)[first..])
                _many.Remove((first, name));
        }

        _names.RemoveRange(first, _names.Count - first);
        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).</summary>
    private static ulong HashOf(ReadOnlySpan<byte> name)
    {
        var hash = HashOfNothing;
        foreach (var unit in name)
            hash = (hash ^ unit) * HashFactor;
        return hash;
    }

    /// <summary>The names that lead to a place, without the places in lists.</summary>
    private static string PathTo(ReadOnlySpan<byte> line, long place)
    {
        var open = new List<string?>();
        var json = new Utf8JsonReader(line);
        while (json.Read() && json.TokenStartIndex <= place)
        {
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Add(null);
            else if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                open.RemoveAt(open.Count - 1);
            else if (json.TokenType == JsonTokenType.PropertyName)
                open[^1] = json.GetString();
        }

        return string.Join('.', open.OfType<string>());
    }
}
