using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TieredRouting.Audit;
using TieredRouting.Telemetry;

namespace TieredRouting.Cli;

/// <summary>Writes decisions, one JSON object a line. Offsets of evidence, never its text.</summary>
internal sealed class DecisionWriter(Stream stream) : IDisposable
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public void Write(string id, RouteDecision decision)
    {
        _json.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("id", id);
        WriteRequirements(decision);
        WriteTools(decision);
        WriteSignals(decision);
        ReasonWriter.Write(_json, decision.Reasons);
        _json.WriteString("unroutable", decision.Unroutable);
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
            Flush();
    }

    public void Flush()
    {
        stream.Write(_buffer.WrittenSpan);
        stream.Flush();
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => _json.Dispose();

    private void WriteRequirements(RouteDecision decision)
    {
        _json.WriteString("contract", decision.Contract);
        _json.WriteString("class", EnumNames.Of(decision.Class));
        _json.WriteString("tier", decision.Tier);
        _json.WriteString("floor", decision.Floor);
        _json.WriteString("lane", EnumNames.Of(decision.Lane));
        _json.WriteBoolean("approval", decision.Approval);
        _json.WriteStartArray("gates");
        foreach (var gate in decision.Gates)
            _json.WriteStringValue(gate);
        _json.WriteEndArray();
    }

    private void WriteTools(RouteDecision decision)
    {
        _json.WriteStartObject("tools");
        foreach (var (tool, risk) in decision.Tools)
            _json.WriteString(tool, EnumNames.Of(risk));
        _json.WriteEndObject();
    }

    private void WriteSignals(RouteDecision decision)
    {
        _json.WriteStartObject("signals");
        foreach (var signal in decision.Signals)
            SignalWriter.Write(_json, signal);
        _json.WriteEndObject();
    }
}
