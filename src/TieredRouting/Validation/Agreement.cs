using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>
/// Whether two answers say the same. Symmetric, and never throws whatever the answers are. An answer agrees with itself, unless a part was
/// asked for that it does not have.
/// </summary>
internal static class Agreement
{
    /// <summary>Compares answers as they came: their JSON where a part was asked for, else the whole of them.</summary>
    public static AgreementResult Between(string left, string right, DisagreementCheck check, AnswerReading reading = AnswerReading.Strict)
    {
        if (string.IsNullOrEmpty(check.AgreeOn))
            return BetweenWhole(left, right, check);

        using var first = AnswerReader.Read(left, reading);
        using var second = AnswerReader.Read(right, reading);
        return first.IsJson && second.IsJson
            ? Between(first.Document.RootElement, second.Document.RootElement, check)
            : AgreementResult.Parted(Parting.Unreadable, check.AgreeOn);
    }

    /// <summary>Compares answers that have been read strictly.</summary>
    public static AgreementResult Between(JsonElement left, JsonElement right, DisagreementCheck check)
    {
        var pointer = check.AgreeOn ?? "";
        return JsonPointer.TryFind(left, pointer, out var first) && JsonPointer.TryFind(right, pointer, out var second)
            ? new ElementAgreement(check).Compare(first, second, pointer)
            : AgreementResult.Parted(Parting.Missing, pointer);
    }

    /// <summary>A fence is no reason to overlook the prose around it, so only whole JSON is compared as such.</summary>
    private static AgreementResult BetweenWhole(string left, string right, DisagreementCheck check)
    {
        using var first = WholeJson(left);
        using var second = WholeJson(right);
        if (first is not null && second is not null)
            return Between(first.RootElement, second.RootElement, check);

        return new ElementAgreement(check).Agree(left, right) ? AgreementResult.Agreed : AgreementResult.Parted(Parting.Value, "");
    }

    private static JsonDocument? WholeJson(string text) =>
        text.Length <= AnswerLimits.MaxCharacters && StrictJson.TryParse(text.Trim(), out var document, out _) ? document : null;
}
