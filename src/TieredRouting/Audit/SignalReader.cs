using System.Text.Json;
using TieredRouting.Signals;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>
/// Reads signals back as <see cref="SignalWriter"/> writes them, so that a decision that is made again from them is the same. Numbers come back as what they come to in a rule, not always in
/// the same type.
/// </summary>
internal static class SignalReader
{
    /// <summary>What was not measured is not said again why: a decision never goes by it.</summary>
    private const string Unavailable = "on record as unavailable";

    /// <summary>Reads the object of a record's signals; the reader stands on it, and afterwards on its end.</summary>
    /// <exception cref="JsonException">A signal is not one; its <see cref="JsonException.Path"/> is the signal's name.</exception>
    public static List<Signal> ReadAll(ref Utf8JsonReader json)
    {
        Require(json.TokenType == JsonTokenType.StartObject, "signals");
        var signals = new List<Signal>(16);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            Require(json.TokenType == JsonTokenType.StartObject && name.Length > 0 && !signals.Exists(signal => signal.Name == name), $"signals.{name}");
            signals.Add(Read(ref json, name));
        }

        return signals;
    }

    private static Signal Read(ref Utf8JsonReader json, string name)
    {
        object? value = null, sum = null;
        Dictionary<string, object>? parts = null;
        List<SignalEvidence>? evidence = null;
        var isAvailable = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("value"u8))
                (value, parts) = ReadValue(ref json, name);
            else if (json.ValueTextEquals("sum"u8))
                sum = ReadScalar(ref json, name);
            else if (json.ValueTextEquals("available"u8))
                isAvailable = json.Read() && json.TokenType == JsonTokenType.True;
            else if (json.ValueTextEquals("evidence"u8))
                evidence = ReadEvidence(ref json, name);
            else
                json.Skip();
        }

        return Signal.Recorded(name, parts is null ? value : sum ?? SumOf(name, parts, evidence), parts, evidence ?? [], isAvailable ? null : Unavailable);
    }

    private static (object? Value, Dictionary<string, object>? Parts) ReadValue(ref Utf8JsonReader json, string signal)
    {
        var peeked = json;
        peeked.Read();
        if (peeked.TokenType != JsonTokenType.StartObject)
            return (ReadScalar(ref json, signal), null);
        json.Read();
        var parts = new Dictionary<string, object>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (ReadScalar(ref json, signal) is { } part)
                parts[name] = part;
        }

        Require(signal != SignalNames.ToolRisk || parts.Values.All(part => part is string risk && RiskOf(risk) is not null), $"signals.{signal}.value");
        return (null, parts);
    }

    private static object? ReadScalar(ref Utf8JsonReader json, string signal)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Number => RecordedNumber.Of(json.ValueSpan),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw Flaw($"signals.{signal}.value"),
        };
    }

    private static List<SignalEvidence>? ReadEvidence(ref Utf8JsonReader json, string signal)
    {
        json.Read();
        Require(json.TokenType == JsonTokenType.StartArray, $"signals.{signal}.evidence");
        List<SignalEvidence>? evidence = null;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            (evidence ??= []).Add(ReadPlace(ref json));
        Require(json.TokenType == JsonTokenType.EndArray, $"signals.{signal}.evidence");
        return evidence;
    }

    private static SignalEvidence ReadPlace(ref Utf8JsonReader json)
    {
        var place = new SignalEvidence(string.Empty, 0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isKind, isStart, isLength) = (json.ValueTextEquals("kind"u8), json.ValueTextEquals("start"u8), json.ValueTextEquals("length"u8));
            json.Read();
            if (isKind && json.TokenType == JsonTokenType.String)
                place = place with { Kind = json.GetString()! };
            else if (isStart && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var start))
                place = place with { Start = start };
            else if (isLength && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var length))
                place = place with { Length = length };
            else
                json.Skip();
        }

        return place;
    }

    /// <summary>The value of a signal that is the sum of its parts, where the record leaves it out.</summary>
    private static object? SumOf(string signal, Dictionary<string, object> parts, List<SignalEvidence>? evidence) => signal switch
    {
        SignalNames.Length => parts.GetValueOrDefault("tokens"),
        SignalNames.Conversation => parts.GetValueOrDefault(ConversationParts.Turns),
        SignalNames.Structure => parts.Values.OfType<long>().Aggregate(0L, static (sum, part) => unchecked(sum + part)),
        SignalNames.ToolRisk => EnumNames.Of(parts.Values.Max(part => RiskOf((string)part)) ?? ToolRisk.Read),
        SignalNames.PolicyLane => string.Join(',', (evidence ?? []).Select(seen => seen.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        _ => null,
    };

    private static ToolRisk? RiskOf(string word) => Enum.TryParse<ToolRisk>(word, ignoreCase: true, out var risk) && Enum.IsDefined(risk) ? risk : null;

    private static void Require(bool holds, string property)
    {
        if (!holds)
            throw Flaw(property);
    }

    private static JsonException Flaw(string property) => new(message: null, property, lineNumber: null, bytePositionInLine: null);
}
