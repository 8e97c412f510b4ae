using TieredRouting.Validation;

namespace TieredRouting;

/// <summary>What somebody says of an answer. It keeps no text. Immutable.</summary>
public sealed record RoutingFeedback
{
    private RoutingFeedback(FeedbackKind kind) => Kind = kind;

    /// <summary>It was used as it is.</summary>
    public static RoutingFeedback Accepted { get; } = new(FeedbackKind.Accepted);

    /// <summary>The same was asked again.</summary>
    public static RoutingFeedback ReAsked { get; } = new(FeedbackKind.ReAsked);

    /// <summary>Its effect had to be taken back: a message recalled, a change undone.</summary>
    public static RoutingFeedback RolledBack { get; } = new(FeedbackKind.RolledBack);

    /// <summary>What became of it.</summary>
    public FeedbackKind Kind { get; }

    /// <summary>For a correction, how many words were changed, of the longer text's: from 0 to 1; otherwise <see langword="null"/>.</summary>
    public double? EditDistance { get; private init; }

    /// <summary>For a business event, its name; otherwise <see langword="null"/>.</summary>
    public string? Name { get; private init; }

    /// <summary>For a business event, its value, or <see langword="null"/>.</summary>
    public decimal? Value { get; private init; }

    /// <summary>Somebody had to change it. Only how far the two texts are apart is kept.</summary>
    /// <param name="answer">The answer as it was released.</param>
    /// <param name="corrected">What became of it.</param>
    /// <returns>The feedback.</returns>
    public static RoutingFeedback Corrected(string answer, string corrected)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(corrected);
        return new RoutingFeedback(FeedbackKind.Corrected) { EditDistance = WordDistance.Between(answer, corrected) };
    }

    /// <summary>A thumb.</summary>
    /// <param name="up">Up or down.</param>
    /// <returns>The feedback.</returns>
    public static RoutingFeedback Thumbs(bool up) => new(up ? FeedbackKind.ThumbsUp : FeedbackKind.ThumbsDown);

    /// <summary>Something that counts for the business, such as an order or a complaint.</summary>
    /// <param name="name">What it is called; it is in the record, so it must hold nothing personal.</param>
    /// <param name="value">What it is worth, or <see langword="null"/>.</param>
    /// <returns>The feedback.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static RoutingFeedback Business(string name, decimal? value = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new RoutingFeedback(FeedbackKind.Business) { Name = name, Value = value };
    }
}
