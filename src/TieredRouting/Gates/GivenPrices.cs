using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>
/// What a request's answers may name: prices that the contract allows, or that stand in the request or its instructions; promises that the contract allows, or that
/// stand in the instructions or a source. What a user says is no promise of ours. Read when it is first asked for; two that read it at once read the same.
/// </summary>
internal sealed class GivenPrices(SignalRequest request)
{
    private HashSet<(string, decimal)>? _prices;
    private string? _promises;

    private HashSet<(string, decimal)> Prices => _prices ??= [.. AllowedIn(request).Concat(RequestGiven.All(request)).SelectMany(PricesIn)];

    private string Promises => _promises ??= OneLine(string.Join('\n', AllowedIn(request).Concat(RequestGiven.Trusted(request))));

    public bool Holds(Price price) => Prices.Contains((price.Currency, price.Value));

    public bool Holds(ReadOnlySpan<char> promise) => Promises.Contains(OneLine(promise), StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> AllowedIn(SignalRequest request) => request.Contract.GateSettings.PriceCommitment.Allowed;

    private static List<(string, decimal)> PricesIn(string text)
    {
        using var plain = SeenText.Of(text);
        var prices = new List<(string, decimal)>();
        for (var at = 0; Price.TryFind(plain.Text, ref at, out var price);)
            prices.Add((price.Currency, price.Value));
        return prices;
    }

    private static string OneLine(ReadOnlySpan<char> text)
    {
        using var plain = SeenText.Of(text);
        return string.Join(' ', plain.Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
