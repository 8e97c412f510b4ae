namespace TieredRouting.Validation;

/// <summary>
/// Finds the JSON of an answer: the whole trimmed text, else the only fenced block with prose around it allowed.
/// Nothing is repaired, and no text makes it throw.
/// </summary>
internal static class AnswerReader
{
    /// <summary>Reads as a contract asks for.</summary>
    public static AnswerJson Read(string text, AnswerReading reading) => reading == AnswerReading.Tolerant ? TolerantReader.Read(text) : Read(text);

    /// <summary>Reads an answer that may be any text: only what is nothing but JSON is taken for it, and what stands among prose is a part of that.</summary>
    public static AnswerJson ReadAlone(string text, AnswerReading reading) =>
        text.AsSpan().Trim() is ['{', .., '}'] or ['`', '`', '`', .., '`', '`', '`'] ? Read(text, reading) : AnswerJson.Failed(StrictJson.NotJson);

    public static AnswerJson Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > AnswerLimits.MaxCharacters)
            return AnswerJson.Failed(StrictJson.TooLarge);

        var whole = text.Trim();
        if (whole.Length == 0)
            return AnswerJson.Failed("the answer is empty");

        return MayStartJson(whole[0]) ? ReadWhole(whole) : ReadFenced(whole, StrictJson.NotJson);
    }

    private static AnswerJson ReadWhole(string whole)
    {
        if (StrictJson.TryParse(whole, out var document, out var rule))
            return AnswerJson.Found(whole, document);

        // JSON that breaks a limit is the answer all the same: no fence is looked for inside it.
        return rule.StartsWith(StrictJson.NotJson, StringComparison.Ordinal)
            ? ReadFenced(whole, rule)
            : AnswerJson.Failed(rule);
    }

    private static AnswerJson ReadFenced(string whole, string ruleWithoutFence)
    {
        var blocks = FencedBlocks.Find(whole);
        return blocks.Count switch
        {
            0 => AnswerJson.Failed(ruleWithoutFence),
            1 => ReadBlock(blocks[0]),
            2 => AnswerJson.Failed("the answer has two fenced blocks"),
            _ => AnswerJson.Failed("the answer has more than two fenced blocks"),
        };
    }

    private static AnswerJson ReadBlock(ReadOnlyMemory<char> content)
    {
        var json = content.Trim().ToString();
        return StrictJson.TryParse(json, out var document, out var rule)
            ? AnswerJson.Found(json, document)
            : AnswerJson.Failed(rule);
    }

    private static bool MayStartJson(char first) => first is '{' or '[' or '"' or '-' or 't' or 'f' or 'n' or (>= '0' and <= '9');
}
