using System.Text.Encodings.Web;
using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Writes a record as one line of JSON, property by property, in the order of the format.</summary>
internal static class AuditRecordWriter
{
    // The line is read by programs, never by a browser: names in any script stay readable.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(AuditRecord record, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteOrigin(json, record);
        WriteDecision(json, record.Route.Decision);
        WriteAttempts(json, record.Route.Attempts);
        WriteEnding(json, record);
        if (record.Content is { } content)
            WriteContent(json, content);
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
        json.WriteString("config", record.ConfigurationHash);
        if (record.DifficultyModel is not null)
            json.WriteString("difficultyModel", record.DifficultyModel);
        json.WriteString("workflow", record.Facts.Workflow);
        json.WriteString("step", record.Facts.Step);
        json.WriteString("cohort", record.Facts.Cohort);
        if (record.Facts.User is not null)
            json.WriteString("user", record.Facts.User);
        if (record.Facts.Tenant is not null)
            json.WriteString("tenant", record.Facts.Tenant);
    }

    private static void WriteDecision(Utf8JsonWriter json, RouteDecision decision)
    {
        json.WriteStartObject("signals");
        foreach (var signal in decision.Signals)
            SignalWriter.Write(json, signal);
        json.WriteEndObject();
        ReasonWriter.Write(json, decision.Reasons);
        json.WriteString("class", EnumNames.Of(decision.Class));
        json.WriteString("floor", decision.Floor);
        json.WriteString("tier", decision.Tier);
        json.WriteString("lane", EnumNames.Of(decision.Lane));
        json.WriteBoolean("requiresApproval", decision.Approval);
        WriteTexts(json, "requiredGates", decision.Gates);
        if (decision.Applied.Count > 0)
            WriteControls(json, decision.Applied);
        if (decision.DegradedBy is not null)
            json.WriteString("degradedBy", decision.DegradedBy);
    }

    /// <summary>What people had switched, as far as a decision goes by it.</summary>
    private static void WriteControls(Utf8JsonWriter json, IReadOnlyList<RoutingControl> controls)
    {
        json.WriteStartArray("controls");
        foreach (var control in controls)
        {
            json.WriteStartObject();
            json.WriteString("name", control.Name);
            json.WriteString("reason", control.Reason);
            json.WriteString("minimumTier", control.MinimumTier);
            json.WriteString("maximumTier", control.MaximumTier);
            json.WriteString("exactTier", control.ExactTier);
            WriteTexts(json, "disabledTiers", control.DisabledTiers);
            WriteTexts(json, "disabledEndpoints", control.DisabledEndpoints);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
            AttemptWriter.Write(json, attempt);
        json.WriteEndArray();
    }

    private static void WriteContent(Utf8JsonWriter json, AuditContent content)
    {
        json.WriteStartObject("content");
        json.WriteStartArray("messages");
        foreach (var message in content.Messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("text", message.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("answer", content.Answer);
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
        json.WriteNumber("ms", AttemptWriter.Milliseconds(record.Route.Duration));
    }
}
