using System.Text.Json;

namespace TieredRouting;

/// <summary>What a model answered, as validators and gates see it. Immutable and safe to share between threads.</summary>
public sealed class Answer
{
    /// <summary>Creates an answer.</summary>
    /// <param name="text">The text that would be released: the bare JSON where the contract has a schema.</param>
    /// <param name="json">The parsed JSON, or <see langword="null"/> where the contract asks for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public Answer(string text, JsonElement? json = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        Json = json;
    }

    /// <summary>The text that would be released; the bare JSON where the contract has a schema.</summary>
    public string Text { get; }

    /// <summary>Whether it is only what a model says or thinks beside its tool calls: no answer yet, but shown all the same.</summary>
    public bool IsStep { get; init; }

    /// <summary>What gates have read of it, once for all of them; theirs alone.</summary>
    internal object? Reading { get; set; }

    /// <summary>The parsed JSON, or <see langword="null"/> where the contract has no schema. Valid only during the call it was passed to.</summary>
    public JsonElement? Json { get; }
}
