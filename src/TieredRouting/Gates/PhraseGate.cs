namespace TieredRouting.Gates;

/// <summary>Refuses a text that holds one of many phrases, or hides what it holds.</summary>
internal sealed class PhraseGate(string name, PhraseSet phrases) : IWindowedGate
{
    public string Name => name;

    public int Window => PhraseSet.Window;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(this.Verdict(answer));

    public int Find(ReadOnlySpan<char> text, int from)
    {
        if (phrases.IsEmpty)
            return -1;
        using var plain = SeenText.Of(text, from);
        return Earlier(plain.HidesAt, phrases.Find(plain, from));
    }

    /// <summary>The earlier of two places, of which either may be -1 for none.</summary>
    public static int Earlier(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);
}
