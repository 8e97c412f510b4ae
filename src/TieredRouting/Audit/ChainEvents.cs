using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>What happens to a chain itself is on record in it: its own lines, each with an <c>event</c> straight after the version.</summary>
internal static class ChainEvents
{
    /// <summary>From this line on, the chain is hashed under another key (<c>from</c>, <c>to</c>); the line itself already is.</summary>
    public const string KeyChanged = "keyChanged";

    /// <summary>The writer found the file's last line torn (<c>bytes</c> of it), as a crash leaves it, and took it away.</summary>
    public const string TornLine = "tornLine";

    /// <summary>The writer found that the file and its head do not belong together (<c>found</c>).</summary>
    public const string BrokenChain = "brokenChain";

    /// <summary>The first line of a file that follows a rolled <c>file</c>; where another key is in force with it, <see cref="KeyChanged"/> names the file instead.</summary>
    public const string Rolled = "rolled";

    /// <summary>A rolled <c>file</c> whose last record has this <c>hash</c> was deleted, as retention wants it.</summary>
    public const string Retired = "retired";

    private static ReadOnlySpan<byte> Prefix => "{\"v\":1,\"event\":\""u8;

    /// <summary>Writes an event's line.</summary>
    public static LineBuffer Line(string name, DateTimeOffset time, Action<Utf8JsonWriter> details)
    {
        var line = new LineBuffer();
        Write(line, name, NewId(), time, details);
        return line;
    }

    /// <summary>
    /// The event that the key was changed. It is the first record under the new one, and holds the last head under the old one: whoever has that key can tell whether records were cut off before.
    /// </summary>
    public static LineBuffer KeyChange(DateTimeOffset time, string? from, string to, string head, Action<Utf8JsonWriter>? more = null) => Line(KeyChanged, time, json =>
    {
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteString("head", head);
        more?.Invoke(json);
    });

    /// <summary>The event that the chain was found broken.</summary>
    public static LineBuffer Broken(DateTimeOffset time, string flaw) => Line(BrokenChain, time, json => json.WriteString("found", flaw));

    /// <summary>Writes an event beside the client calls.</summary>
    public static void Write(LineBuffer line, AuditEvent auditEvent) => Write(line, auditEvent.Event, auditEvent.Id, auditEvent.Time, json =>
    {
        if (auditEvent.Contract is not null)
            json.WriteString("contract", auditEvent.Contract);
        if (auditEvent.Route is not null)
            json.WriteString("route", auditEvent.Route);
        json.WriteStartObject("details");
        foreach (var (name, value) in auditEvent.Details)
            json.WriteString(name, value);
        json.WriteEndObject();
    });

    public static string NewId() => Guid.NewGuid().ToString("N");

    private static void Write(LineBuffer line, string name, string id, DateTimeOffset time, Action<Utf8JsonWriter> details)
    {
        var json = line.Begin();
        json.WriteStartObject();
        json.WriteNumber("v", AuditRecord.Version);
        json.WriteString("event", name);
        json.WriteString("id", id);
        json.WriteString("time", time);
        details(json);
        json.WriteEndObject();
        line.End();
    }

    /// <summary>Whether a record is an event, and so worth reading.</summary>
    public static bool IsEvent(ReadOnlySpan<byte> record) => record.StartsWith(Prefix);

    /// <summary>Reads an event: its text properties, by name; <see langword="null"/> where it is none that can be read.</summary>
    public static IReadOnlyDictionary<string, string?>? Read(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader([.. record, (byte)'}']);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                .ToDictionary(property => property.Name, property => property.Value.GetString());
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
