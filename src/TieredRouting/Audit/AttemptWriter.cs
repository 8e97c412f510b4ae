using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>Writes an attempt: where it went, what came of it, and what it cost.</summary>
internal static class AttemptWriter
{
    public static void Write(Utf8JsonWriter json, Attempt attempt)
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
        WriteRedacted(json, attempt.Redacted);
        if (attempt.Repaired)
            json.WriteBoolean("repaired", true);
        if (attempt.Confidence is { } confidence)
            json.WriteString("confidence", EnumNames.Of(confidence));
        if (attempt.SavedOutputTokens is { } saved)
            json.WriteNumber("savedOutputTokens", saved);
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

    private static void WriteRedacted(Utf8JsonWriter json, IReadOnlyDictionary<string, int>? redacted)
    {
        if (redacted is not { Count: > 0 })
            return;
        json.WriteStartObject("redacted");
        foreach (var (kind, count) in redacted)
            json.WriteNumber(kind, count);
        json.WriteEndObject();
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

    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}
