namespace TieredRouting.Gates;

/// <summary>Refuses an answer that lacks a phrase, or holds a banned one. It needs the whole answer.</summary>
internal sealed class RequiredPhrasesGate(PhraseGate banned, IReadOnlyList<PhraseSet> required) : IAnswerGate
{
    public string Name => banned.Name;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        var read = ReadAnswer.Of(answer);
        return answer.IsStep || HasAll(read.Plain, read.Words) ? banned.CheckAsync(answer, cancellationToken) : new(GateVerdict.Failed);
    }

    private bool HasAll(in SeenText plain, ReadOnlySpan<TextWord> words)
    {
        foreach (var phrase in required)
        {
            if (phrase.Find(plain, words, 0, out _) < 0)
                return false;
        }

        return true;
    }
}
