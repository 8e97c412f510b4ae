using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>
/// Takes answers out of the envelope that asks for confidence. A model may leave the envelope away; its answer then stands for itself, and its confidence
/// is unavailable. No answer makes this throw.
/// </summary>
internal static class EnvelopeReader
{
    private static readonly AnswerViolation[] HalfAnEnvelope = [new("", $"\"{ConfidenceEnvelope.Answer}\" and \"{ConfidenceEnvelope.Confidence}\" are both required")];

    /// <summary>Opens an answer that has to keep a schema.</summary>
    /// <param name="read">What was read of it.</param>
    /// <param name="violationsOf">How an answer breaks the schema.</param>
    public static EnvelopedAnswer Open(AnswerJson read, Func<Answer, IReadOnlyList<AnswerViolation>> violationsOf)
    {
        var root = read.Document!.RootElement;
        var whole = new Answer(read.Json!, root);
        if (!IsEnvelope(root))
            return OpenBare(whole, root, violationsOf);
        var inside = root.GetProperty(ConfidenceEnvelope.Answer);
        var answer = new Answer(inside.GetRawText(), inside);
        var violations = violationsOf(answer);
        // A schema may have a property of the same name: then the whole is the answer. A level that is stated beside it counts all the same.
        return violations.Count > 0 && violationsOf(whole).Count == 0
            ? new(whole, LevelOf(root), [])
            : new(answer, LevelOf(root), violations);
    }

    /// <summary>Opens an answer that may be any text.</summary>
    public static EnvelopedAnswer Open(string text, AnswerReading reading)
    {
        using var read = AnswerReader.ReadAlone(text, reading);
        if (!read.IsJson)
            return EnvelopedAnswer.Bare(new Answer(text), IsBrokenEnvelope(text) ? [read.Violation] : []);
        var root = read.Document.RootElement;
        return IsEnvelope(root)
            ? new(new Answer(TextOf(root.GetProperty(ConfidenceEnvelope.Answer))), LevelOf(root), [], read.IsRepaired)
            : EnvelopedAnswer.Bare(new Answer(text), IsHalfAnEnvelope(root) ? HalfAnEnvelope : []);
    }

    /// <summary>Of an envelope a model may also leave away all but the answer.</summary>
    private static EnvelopedAnswer OpenBare(Answer whole, JsonElement root, Func<Answer, IReadOnlyList<AnswerViolation>> violationsOf)
    {
        var violations = violationsOf(whole);
        if (violations.Count == 0 || !Has(root, ConfidenceEnvelope.Answer) || root.GetPropertyCount() > 1)
            return EnvelopedAnswer.Bare(whole, violations);
        var inside = root.GetProperty(ConfidenceEnvelope.Answer);
        var answer = new Answer(inside.GetRawText(), inside);
        return violationsOf(answer).Count == 0 ? EnvelopedAnswer.Bare(answer, []) : EnvelopedAnswer.Bare(whole, violations);
    }

    /// <summary>An answer with its confidence, whatever stands beside them.</summary>
    private static bool IsEnvelope(JsonElement root) => Has(root, ConfidenceEnvelope.Answer) && Has(root, ConfidenceEnvelope.Confidence);

    /// <summary>An answer or a confidence without the other, and nothing but parts of an envelope: that is no text that was asked for.</summary>
    private static bool IsHalfAnEnvelope(JsonElement root) =>
        (Has(root, ConfidenceEnvelope.Answer) || Has(root, ConfidenceEnvelope.Confidence))
        && root.EnumerateObject().All(member => member.Name is ConfidenceEnvelope.Answer or ConfidenceEnvelope.Confidence or ConfidenceEnvelope.Reason);

    private static bool Has(JsonElement root, string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out _);

    /// <summary>What was meant as an envelope and cannot be read is not the text that was asked for.</summary>
    private static bool IsBrokenEnvelope(string text) =>
        text.Contains($"\"{ConfidenceEnvelope.Answer}\"", StringComparison.Ordinal) && text.Contains($"\"{ConfidenceEnvelope.Confidence}\"", StringComparison.Ordinal);

    private static string TextOf(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.String => answer.GetString()!,
        JsonValueKind.Null => "",
        _ => answer.GetRawText(),
    };

    private static ConfidenceLevel? LevelOf(JsonElement root) =>
        root.TryGetProperty(ConfidenceEnvelope.Confidence, out var said) && said.ValueKind == JsonValueKind.String
            ? LevelOf(said.GetString()!.Trim())
            : null;

    private static ConfidenceLevel? LevelOf(string word) =>
        word.Equals("low", StringComparison.OrdinalIgnoreCase) ? ConfidenceLevel.Low
        : word.Equals("medium", StringComparison.OrdinalIgnoreCase) ? ConfidenceLevel.Medium
        : word.Equals("high", StringComparison.OrdinalIgnoreCase) ? ConfidenceLevel.High
        : null;
}
