using System.Text.Json;

namespace TieredRouting.Gates;

/// <summary>Holds the answers of one request to its sources.</summary>
internal sealed class SourcedGate(GivenSources given, double minimumOverlap) : IAnswerGate
{
    public string Name => GateNames.Groundedness;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        // A step looks for its sources.
        if (answer.IsStep)
            return new(GateVerdict.Passed);
        return new(answer.Json is { } json ? Verdict(string.Join(".\n", Values(json))) : Verdict(ReadAnswer.Of(answer)));
    }

    private GateVerdict Verdict(string text)
    {
        using var plain = SeenText.Of(text);
        using var words = TextWords.Of(plain.Text);
        return Verdict(plain, words.All);
    }

    private GateVerdict Verdict(ReadAnswer read) => Verdict(read.Plain, read.Words);

    private GateVerdict Verdict(in SeenText plain, ReadOnlySpan<TextWord> words) =>
        plain.HidesAt < 0 && IsGrounded(plain.Text, words) ? GateVerdict.Passed : GateVerdict.Failed;

    private bool IsGrounded(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words)
    {
        using var claims = Claims.Of(text, words);
        return AllHeld(text, words, claims.Marked) && (minimumOverlap <= 0 || Sentences.AllHold(text, words, claims.Longer, given.Sources, minimumOverlap));
    }

    /// <summary>Whether the sources have all numbers and names among some words.</summary>
    private bool AllHeld(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words, Span<int> marked)
    {
        var capitals = 0;
        foreach (var index in marked)
        {
            var start = words[index].Start;
            if (char.IsAsciiDigit(text[start]) && !IsGroundedNumber(text, start, words[index].EndIn(text)))
                return false;
            // What has a capital takes the place of what was looked at.
            if (NameReader.HasCapital(text, words, index))
                marked[capitals++] = index;
        }

        var names = new NameReader(text, words.Length, capitals);
        foreach (var index in marked[..capitals])
        {
            if (names.IsName(words[index].Start, words[index].EndIn(text)) && !given.HoldsWord(text, words[index]))
                return false;
        }

        return true;
    }

    private bool IsGroundedNumber(ReadOnlySpan<char> text, int at, int end) =>
        NameReader.BeginsLine(text, at) && end < text.Length && text[end] is '.' or ')' || given.Sources.HasNumber(Numerals.ValueOf(text[at..end]));

    /// <summary>The values of a JSON answer; the names of its members are the schema's.</summary>
    private static IEnumerable<string> Values(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Values(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Number => [json.GetRawText()],
        _ => [],
    };
}
