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
        var text = answer.Json is { } json ? string.Join(".\n", Values(json)) : answer.Text;
        using var plain = SeenText.Of(text);
        return new(plain.HidesAt < 0 && IsGrounded(plain.Text) ? GateVerdict.Passed : GateVerdict.Failed);
    }

    private bool IsGrounded(ReadOnlySpan<char> text)
    {
        var names = new NameReader(text);
        for (var starts = new WordStarts(text, 0); starts.MoveNext();)
        {
            var at = starts.Current;
            if (!NameReader.MayBeClaim(text[at]) || !starts.BeginsWord)
                continue;
            var end = starts.EndOfWord;
            if (char.IsAsciiDigit(text[at]) ? !IsGroundedNumber(text, at, end) : names.IsName(at, end) && !given.HoldsWord(text[at..end]))
                return false;
        }

        return minimumOverlap <= 0 || Sentences.AllHold(text, given, minimumOverlap);
    }

    private bool IsGroundedNumber(ReadOnlySpan<char> text, int at, int end) =>
        NameReader.BeginsLine(text, at) && end < text.Length && text[end] is '.' or ')' || given.HoldsNumber(Numerals.ValueOf(text[at..end]));

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
