namespace TieredRouting.Gates;

/// <summary>The prices and promises of one request's answers.</summary>
internal sealed class PriceGate(GivenPrices? given) : IWindowedGate
{
    public string Name => GateNames.PriceCommitment;

    public int Window => PhraseSet.Window;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(this.Verdict(answer));

    public int Find(ReadOnlySpan<char> text, int from)
    {
        using var plain = SeenText.Of(text, from);
        return PhraseGate.Earlier(plain.HidesAt, PhraseGate.Earlier(FirstPrice(plain, from), FirstPromise(plain, from)));
    }

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

    private int FirstPromise(in SeenText plain, int from)
    {
        for (var place = Promises.All.Find(plain, from, out var found); place >= 0; place = Promises.All.Find(plain, place + 1, out found))
        {
            if (given?.Holds(plain.Text[found]) != true)
                return place;
        }

        return -1;
    }
}
