using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Audit;

/// <summary>Writes a signal: its value, whether it is available, and where it was seen.</summary>
internal static class SignalWriter
{
    // Each record has them a dozen times, so they are looked through for what JSON must escape once and for all.
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Available = JsonEncodedText.Encode("available");
    private static readonly JsonEncodedText Evidence = JsonEncodedText.Encode("evidence");

    public static void Write(Utf8JsonWriter json, Signal signal)
    {
        json.WritePropertyName(signal.Name);
        if (signal.Written is { } written)
            json.WriteRawValue(written.Length > 0 ? written : (signal.Written = WriteDown(signal)), skipInputValidation: true);
        else
            WriteObject(json, signal);
    }

    private static byte[] WriteDown(Signal signal)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, AuditRecordWriter.Options);
        WriteObject(json, signal);
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject();
        json.WritePropertyName(Value);
        WriteValue(json, signal);
        json.WriteBoolean(Available, signal.IsAvailable);
        WriteEvidence(json, signal.Evidence);
        WriteSum(json, signal);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<SignalEvidence> all)
    {
        json.WriteStartArray(Evidence);
        for (var i = 0; i < all.Count; i++)
        {
            var evidence = all[i];
            json.WriteStartObject();
            json.WriteString("kind", evidence.Kind);
            json.WriteNumber("start", evidence.Start);
            json.WriteNumber("length", evidence.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What sums the parts up, where that cannot be told from the parts: a decision that is made again goes by it too.</summary>
    private static void WriteSum(Utf8JsonWriter json, Signal signal)
    {
        if (signal is not { Parts.Count: > 0, Value: { } sum } || SignalParts.TellTheirSum(signal.Name))
            return;
        json.WritePropertyName("sum");
        WriteScalar(json, sum);
    }

    private static void WriteValue(Utf8JsonWriter json, Signal signal)
    {
        if (signal.Parts is not { Count: > 0 } parts)
        {
            WriteScalar(json, signal.Value);
            return;
        }

        json.WriteStartObject();
        foreach (var (name, part) in parts)
        {
            json.WritePropertyName(name);
            WriteScalar(json, part);
        }

        json.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(RecordedNumber.Marked(number));
                break;
            case double number when !double.IsNaN(number):
                WriteDouble(json, number);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>What lies beyond every number is beyond every bound: the largest one stands for it. A whole one that is too large to be exact must not look like a whole number that is.</summary>
    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        if (Math.Abs(number) < RecordedNumber.WholeDoublesAreExact)
            json.WriteNumberValue(number);
        else
            json.WriteRawValue(double.Clamp(number, double.MinValue, double.MaxValue).ToString("E16", CultureInfo.InvariantCulture), skipInputValidation: true);
    }
}
