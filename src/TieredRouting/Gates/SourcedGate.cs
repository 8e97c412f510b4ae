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
        var names = new NameReader(text, words);
        foreach (ref readonly var word in words)
        {
            var (at, end) = (word.Start, word.End);
            if (!NameReader.MayBeClaim(text[at]))
                continue;
            if (char.IsAsciiDigit(text[at]) ? !IsGroundedNumber(text, at, end) : names.IsName(at, end) && !given.HoldsWord(text[at..end]))
                return false;
        }

        return minimumOverlap <= 0 || Sentences.AllHold(text, words, given, minimumOverlap);
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
