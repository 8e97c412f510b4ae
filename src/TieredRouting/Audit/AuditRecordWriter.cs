using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Writes a record as one line of JSON, property by property, in the order of the format.</summary>
internal static class AuditRecordWriter
{
    // The line is read by programs, never by a browser: names in any script stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(AuditRecord record, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteOrigin(json, record);
        WriteDecision(json, record.Route.Decision);
        WriteAttempts(json, record.Route.Attempts);
        WriteEnding(json, record);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteNumber("v", AuditRecord.Version);
        json.WriteString("id", record.Id);
        json.WriteString("route", record.Route.Id);
        json.WriteString("time", record.Time);
        json.WriteString("contract", record.Route.Contract);
        json.WriteString("owner", record.Owner);
        json.WriteStartObject("prompt");
        json.WriteString("id", record.PromptId);
        json.WriteString("version", record.PromptVersion);
        json.WriteNull("candidate");
        json.WriteEndObject();
        json.WriteString("config", record.Configuration);
        json.WriteString("workflow", record.Facts.Workflow);
        json.WriteString("step", record.Facts.Step);
        json.WriteString("cohort", record.Facts.Cohort);
    }

    private static void WriteDecision(Utf8JsonWriter json, RouteDecision decision)
    {
        json.WriteStartObject("signals");
        foreach (var signal in decision.Signals)
            WriteSignal(json, signal);
        json.WriteEndObject();
        json.WriteStartArray("reasons");
        foreach (var reason in decision.Reasons)
            WriteReason(json, reason);
        json.WriteEndArray();
        json.WriteString("class", EnumNames.Of(decision.Class));
        json.WriteString("floor", decision.Floor);
        json.WriteString("tier", decision.Tier);
        json.WriteString("lane", EnumNames.Of(decision.Lane));
    }

    private static void WriteSignal(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject(signal.Name);
        json.WritePropertyName("value");
        WriteValue(json, signal);
        json.WriteBoolean("available", signal.IsAvailable);
        json.WriteStartArray("evidence");
        foreach (var evidence in signal.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("kind", evidence.Kind);
            json.WriteNumber("start", evidence.Start);
            json.WriteNumber("length", evidence.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
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
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject();
        json.WriteString("rule", reason.Rule);
        json.WriteString("signal", reason.Signal);
        json.WriteString("requires", reason.Requires);
        json.WriteString("because", reason.Because);
        json.WriteEndObject();
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
            WriteAttempt(json, attempt);
        json.WriteEndArray();
    }

    private static void WriteAttempt(Utf8JsonWriter json, Attempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("kind", EnumNames.Of(attempt.Kind));
        json.WriteString("tier", attempt.Tier);
        json.WriteString("endpoint", attempt.Endpoint);
        json.WriteString("region", attempt.Region);
        WriteVerdict(json, attempt.Verdict);
        if (attempt.Error is not null)
            json.WriteString("error", attempt.Error);
        WriteViolations(json, attempt.Verdict.Violations);
        json.WriteNumber("ms", Milliseconds(attempt.Duration));
        if (attempt.FirstContent is { } first)
            json.WriteNumber("firstTokenMs", Milliseconds(first));
        WriteUsage(json, attempt.Usage);
        json.WriteNumber("cost", attempt.Cost);
        json.WriteBoolean("estimated", attempt.Estimated);
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, AttemptVerdict verdict)
    {
        if (verdict.IsAccepted)
        {
            json.WriteString("verdict", "accepted");
            return;
        }

        json.WriteStartArray("verdict");
        foreach (var trigger in verdict.Triggers)
            json.WriteStringValue(EnumNames.Of(trigger));
        json.WriteEndArray();
    }

    private static void WriteViolations(Utf8JsonWriter json, IReadOnlyList<AnswerViolation> violations)
    {
        if (violations.Count == 0)
            return;
        json.WriteStartArray("violations");
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            json.WriteString("path", violation.Path);
            json.WriteString("rule", violation.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage? usage)
    {
        if (usage is not { } tokens)
        {
            json.WriteNull("usage");
            return;
        }

        json.WriteStartObject("usage");
        json.WriteNumber("input", tokens.Input);
        json.WriteNumber("cachedInput", tokens.CachedInput);
        json.WriteNumber("output", tokens.Output);
        json.WriteNumber("reasoning", tokens.Reasoning);
        json.WriteEndObject();
    }

    private static void WriteEnding(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteStartObject("gates");
        foreach (var (gate, verdict) in record.Route.Gates)
            json.WriteString(gate, EnumNames.Of(verdict));
        json.WriteEndObject();
        if (record.Approval is not null)
            json.WriteString("approval", record.Approval);
        if (record.Route.MarkedHighRisk)
            json.WriteBoolean("highRisk", true);
        json.WriteString("outcome", EnumNames.Of(record.Route.Outcome));
        if (record.Route.Why is not null)
            json.WriteString("why", record.Route.Why);
        json.WriteNumber("cost", record.Route.Cost);
        json.WriteString("currency", record.Route.Currency);
        json.WriteNumber("ms", Milliseconds(record.Route.Duration));
    }

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
