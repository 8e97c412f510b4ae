namespace TieredRouting.Gates;

/// <summary>The prices and promises of one request's answers.</summary>
internal sealed class PriceGate(GivenPrices? given) : IWindowedGate
{
    public string Name => GateNames.PriceCommitment;

    public int Window => PhraseSet.Window;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        var read = ReadAnswer.Of(answer);
        return new(GateVerdicts.Of(Find(read.Plain, read.Telling, 0)));
    }

    public int Find(ReadOnlySpan<char> text, int from)
    {
        using var plain = SeenText.Of(text, from);
        using var words = TextWords.Of(plain.Text, plain.IndexOf(from));
        return Find(plain, words.All, from);
    }

    private int Find(in SeenText plain, ReadOnlySpan<TextWord> words, int from) =>
        PhraseGate.Earlier(plain.HidesAt, PhraseGate.Earlier(FirstPrice(plain, from), FirstPromise(plain, words, from)));

    private int FirstPrice(in SeenText plain, int from)
    {
        for (var at = plain.IndexOf(from); Price.TryFind(plain.Text, ref at, out var price);)
        {
            var place = plain.PlaceOf(price.Start);
            if (place >= from && given?.Holds(price) != true)
                return place;
        }

        return -1;
    }

    private int FirstPromise(in SeenText plain, ReadOnlySpan<TextWord> words, int from)
    {
        while (Promises.All.Find(plain, words, from, out var found) is >= 0 and var place)
        {
            if (given?.Holds(plain.Text[found]) != true)
                return place;
            from = place + 1;
            words = TextWord.From(words, plain.IndexOf(from));
        }

        return -1;
    }
}
