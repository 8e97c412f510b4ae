namespace TieredRouting.Contracts;

/// <summary>The phrases that answers of a contract must hold or must not hold.</summary>
/// <param name="Market">The market that its answers are for, or <see langword="null"/>.</param>
/// <param name="Everywhere">The phrases of every market.</param>
/// <param name="Markets">The phrases of each market, by its name.</param>
internal sealed record LanguageSettings(string? Market, PhraseLists Everywhere, IReadOnlyDictionary<string, PhraseLists> Markets)
{
    public static LanguageSettings None { get; } = new(Market: null, PhraseLists.None, new SortedDictionary<string, PhraseLists>(StringComparer.OrdinalIgnoreCase));

    public bool IsEmpty => Everywhere.IsEmpty && Markets.Values.All(phrases => phrases.IsEmpty);

    /// <summary>The same with more phrases of a market, or of every market.</summary>
    public LanguageSettings With(string? market, PhraseLists phrases)
    {
        if (market is null)
            return this with { Everywhere = Everywhere.And(phrases) };
        var markets = new SortedDictionary<string, PhraseLists>(Markets.ToDictionary(), StringComparer.OrdinalIgnoreCase);
        markets[market] = markets.GetValueOrDefault(market, PhraseLists.None).And(phrases);
        return this with { Markets = markets };
    }
}
