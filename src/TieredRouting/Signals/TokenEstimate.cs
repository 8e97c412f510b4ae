using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// How many tokens messages come to. A fast estimate: four ASCII characters to a token, and one of any other script,
/// which errs on the high side for most scripts. Content that is not text has no length here, never zero.
/// </summary>
internal readonly record struct TokenEstimate(long Tokens, long Characters, int Unmeasured)
{
    /// <summary>What an unmeasured part (an image, a file) is set aside as when money is reserved.</summary>
    public const int TokensPerUnmeasuredPart = 16_384;

    private const int AsciiPerToken = 4;
    private const int TokensPerMessage = 4;

    public static TokenEstimate Of(IReadOnlyList<ChatMessage> messages, string? instructions = null, TokenCounter? exactCounter = null)
    {
        var sum = OfText(instructions, exactCounter);
        // By index: every request is measured twice, and these are interfaces, whose enumerators are allocated.
        for (var i = 0; i < messages.Count; i++)
        {
            sum = sum.Plus(TokensPerMessage, 0, 0);
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
                sum = sum.Plus(Of(contents[j], exactCounter));
        }

        return sum;
    }

    /// <summary>What a schema adds to a prompt.</summary>
    public static int OfSchema(JsonElement schema) => LengthOf(schema) / AsciiPerToken;

    /// <summary>What the descriptions of tools add to a prompt.</summary>
    public static long OfTools(IList<AITool>? tools)
    {
        var characters = 0L;
        for (var i = 0; i < (tools?.Count ?? 0); i++)
        {
            characters += tools![i].Name.Length + tools[i].Description.Length;
            if (tools[i] is AIFunctionDeclaration function)
                characters += LengthOf(function.JsonSchema);
        }

        return characters / AsciiPerToken;
    }

    /// <summary>The characters of a document as it was written, without making a text of it.</summary>
    private static int LengthOf(JsonElement json) => Encoding.UTF8.GetCharCount(JsonMarshal.GetRawUtf8Value(json));

    public TokenEstimate PlusText(string? text, TokenCounter? exactCounter) => Plus(OfText(text, exactCounter));

    public TokenEstimate PlusTokens(long tokens) => Plus(tokens, 0, 0);

    /// <summary>The tokens to set aside: unmeasured parts count at their stated worst.</summary>
    public long AtWorst => Tokens + (long)Unmeasured * TokensPerUnmeasuredPart;

    private static TokenEstimate Of(AIContent content, TokenCounter? exactCounter) => content switch
    {
        TextContent text => OfText(text.Text, exactCounter),
        TextReasoningContent text => OfText(text.Text, exactCounter),
        FunctionCallContent call => OfText(call.Name, exactCounter).Plus(OfArguments(call.Arguments, exactCounter)),
        FunctionResultContent result => OfValue(result.Result, exactCounter),
        ErrorContent error => OfText(error.Message, exactCounter),
        UsageContent => default,
        _ => new TokenEstimate(0, 0, Unmeasured: 1),
    };

    private static TokenEstimate OfArguments(IDictionary<string, object?>? arguments, TokenCounter? exactCounter)
    {
        var sum = default(TokenEstimate);
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
            sum = sum.Plus(OfText(name, exactCounter)).Plus(OfValue(value, exactCounter));
        return sum;
    }

    private static TokenEstimate OfValue(object? value, TokenCounter? exactCounter) => value switch
    {
        null => default,
        string text => OfText(text, exactCounter),
        JsonElement json => OfText(json.GetRawText(), exactCounter),
        bool or int or long or double or decimal => new TokenEstimate(1, 0, 0),
        _ => new TokenEstimate(0, 0, Unmeasured: 1),
    };

    private static TokenEstimate OfText(string? text, TokenCounter? exactCounter)
    {
        if (string.IsNullOrEmpty(text))
            return default;
        return new TokenEstimate(exactCounter?.Count(text) ?? Estimate(text), text.Length, 0);
    }

    private static long Estimate(string text)
    {
        // Most texts are all ASCII, and that is one vectorised look.
        var units = MemoryMarshal.Cast<char, ushort>(text.AsSpan());
        var ascii = System.Text.Ascii.IsValid(text) ? units.Length : CountAscii(units);
        return (ascii + AsciiPerToken - 1) / AsciiPerToken + (units.Length - ascii);
    }

    private static int CountAscii(ReadOnlySpan<ushort> units)
    {
        var count = 0;
        foreach (var unit in units)
            count += unit < 128 ? 1 : 0;
        return count;
    }

    private TokenEstimate Plus(TokenEstimate other) => Plus(other.Tokens, other.Characters, other.Unmeasured);

    private TokenEstimate Plus(long tokens, long characters, int unmeasured) =>
        new(Tokens + tokens, Characters + characters, Unmeasured + unmeasured);
}
