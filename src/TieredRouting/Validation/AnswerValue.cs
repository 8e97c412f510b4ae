using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>What one value of an answer means, so that values can be compared. What is not understood for certain stays a text.</summary>
internal readonly record struct AnswerValue
{
    private static readonly string[] Affirmations = ["true", "yes"];
    private static readonly string[] Denials = ["false", "no"];

    private AnswerValue(AnswerValueKind kind, string text, Quantity quantity = default) => (Kind, Text, Quantity) = (kind, text, quantity);

    public AnswerValueKind Kind { get; }

    /// <summary>The value as a text: folded, and without case as far as that means nothing.</summary>
    public string Text { get; }

    public Quantity Quantity { get; }

    public bool IsText => Kind == AnswerValueKind.Text;

    /// <summary>The value, as it reads where money is not marked as such.</summary>
    public AnswerValue WithoutCurrency => Quantity.IsMoney ? new AnswerValue(Kind, Text, new Quantity(Quantity.Number)) : this;

    /// <summary>Reads a JSON value that is neither an object nor an array.</summary>
    public static AnswerValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => Boolean(true),
        JsonValueKind.False => Boolean(false),
        JsonValueKind.Number when ExactNumber.TryRead(element.GetRawText(), out var number) => new AnswerValue(AnswerValueKind.Number, "", new Quantity(number)),
        JsonValueKind.Number => new AnswerValue(AnswerValueKind.Text, element.GetRawText()),
        JsonValueKind.String => Of(element.GetString()!),
        _ => new AnswerValue(AnswerValueKind.Null, ""),
    };

    public static AnswerValue Of(string text)
    {
        var folded = FoldedText.Of(text);
        if (QuantityText.TryRead(folded, out var quantity))
            return new AnswerValue(AnswerValueKind.Number, "", quantity);
        if (DateText.TryRead(folded, out var date))
            return new AnswerValue(AnswerValueKind.Date, date.ToString("O", CultureInfo.InvariantCulture));

        if (IsOneOf(Affirmations, folded) || IsOneOf(Denials, folded))
            return Boolean(IsOneOf(Affirmations, folded));
        return new AnswerValue(AnswerValueKind.Text, FoldedText.WithoutCase(folded));
    }

    /// <summary>The same value; or an amount of money that only one of them marks as such.</summary>
    public bool AgreesWith(AnswerValue other) => this == other || (Kind == AnswerValueKind.Number && other.Kind == AnswerValueKind.Number && Quantity.AgreesWith(other.Quantity));

    private static bool IsOneOf(string[] words, string text) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static AnswerValue Boolean(bool value) => new(AnswerValueKind.Boolean, value ? "true" : "false");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Text}{(Kind == AnswerValueKind.Number ? Quantity : "")}");
}
