using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>What was found in an answer's text: its bare JSON, parsed once, or the reason why there is none.</summary>
internal readonly struct AnswerJson : IDisposable
{
    private AnswerJson(string? json, JsonDocument? document, AnswerViolation? violation) =>
        (Json, Document, Violation) = (json, document, violation);

    /// <summary>The bare JSON, without white space, fence or prose around it.</summary>
    public string? Json { get; }

    /// <summary>The parsed JSON; it lives as long as this.</summary>
    public JsonDocument? Document { get; }

    /// <summary>Why there is no JSON.</summary>
    public AnswerViolation? Violation { get; }

    /// <summary>Whether only tolerant reading found it.</summary>
    public bool IsRepaired { get; init; }

    [MemberNotNullWhen(true, nameof(Json), nameof(Document))]
    [MemberNotNullWhen(false, nameof(Violation))]
    public bool IsJson => Document is not null;

    public static AnswerJson Found(string json, JsonDocument document) => new(json, document, null);

    public static AnswerJson Failed(string rule) => new(null, null, new AnswerViolation("", rule));

    public void Dispose() => Document?.Dispose();
}
