namespace TieredRouting.Gates;

/// <summary>Refuses an answer that lacks a phrase, or holds a banned one. It needs the whole answer.</summary>
internal sealed class RequiredPhrasesGate(PhraseGate banned, IReadOnlyList<PhraseSet> required) : IAnswerGate
{
    public string Name => banned.Name;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.IsStep || HasAll(AnswerText.Of(answer)) ? banned.CheckAsync(answer, cancellationToken) : new(GateVerdict.Failed);
    }

    private bool HasAll(string text)
    {
        using var plain = SeenText.Of(text);
        foreach (var phrase in required)
        {
            if (phrase.Find(plain, 0) < 0)
                return false;
        }

        return true;
    }
}
