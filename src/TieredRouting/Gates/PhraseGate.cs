namespace TieredRouting.Gates;

/// <summary>Refuses a text that holds one of many phrases, or hides what it holds.</summary>
/// <param name="name">The gate's name.</param>
/// <param name="phrases">The phrases.</param>
/// <param name="areBuiltIn">Whether all of them are among the <see cref="BuiltInPhrases"/>.</param>
internal sealed class PhraseGate(string name, PhraseSet phrases, bool areBuiltIn = false) : IWindowedGate
{
    public string Name => name;

    public int Window => PhraseSet.Window;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        var read = ReadAnswer.Of(answer);
        return new(GateVerdicts.Of(phrases.IsEmpty ? -1 : Find(read.Plain, areBuiltIn ? read.Telling : read.Words, 0)));
    }

    public int Find(ReadOnlySpan<char> text, int from)
    {
        if (phrases.IsEmpty)
            return -1;
        using var plain = SeenText.Of(text, from);
        using var words = TextWords.Of(plain.Text, plain.IndexOf(from));
        return Find(plain, words.All, from);
    }

    private int Find(in SeenText plain, ReadOnlySpan<TextWord> words, int from) => Earlier(plain.HidesAt, phrases.Find(plain, words, from, out _));

    /// <summary>The earlier of two places, of which either may be -1 for none.</summary>
    public static int Earlier(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);
}
