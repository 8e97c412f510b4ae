using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>
/// Finds the JSON of an answer where strict reading finds none: the whole text or the only fenced block put right, else the
/// object or array in it, with text around. A second bracket in that text makes it a guess which value is meant, or whether it
/// is whole; then there is none.
/// </summary>
internal static class TolerantReader
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("{}[]");

    public static AnswerJson Read(string text)
    {
        var strict = AnswerReader.Read(text);
        return strict.IsJson || text.Length > AnswerLimits.MaxCharacters || Repaired(text.Trim()) is not { } json
            ? strict
            : Parsed(json);
    }

    private static AnswerJson Parsed(string json) => StrictJson.TryParse(json, out var document, out var rule)
        ? AnswerJson.Found(json, document) with { IsRepaired = true }
        : AnswerJson.Failed(rule);

    /// <summary>The whole text comes first: a fence in it then stands inside a string.</summary>
    private static string? Repaired(string text)
    {
        if (Whole(text) is { } whole)
            return whole;
        var blocks = FencedBlocks.Find(text);
        return blocks.Count switch
        {
            0 => Within(text),
            1 => InBlock(blocks[0].Trim().ToString()),
            _ => null,
        };
    }

    private static string? InBlock(string block) => Whole(block) ?? Within(block);

    private static string? Whole(string text) =>
        JsonRepair.TryRead(text, 0, out var end, out var json) && end == text.Length ? json : null;

    private static string? Within(string text) =>
        text.AsSpan().IndexOfAny(Brackets) is >= 0 and var start
        && JsonRepair.TryRead(text, start, out var end, out var json)
        && !text.AsSpan(end).ContainsAny(Brackets)
            ? json
            : null;
}
