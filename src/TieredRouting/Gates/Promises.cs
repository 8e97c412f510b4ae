namespace TieredRouting.Gates;

/// <summary>Words by which somebody commits himself: to a price, a refund, a result or a time. English, German, French, Spanish.</summary>
internal static class Promises
{
    private static readonly string[] Patterns =
    [
        "we|i ~2 guarantee|promise|warrant|undertake|pledge",
        "you|your ~4 guaranteed",
        "guaranteed ~1 price|prices|rate|rates|return|returns|delivery|results|result|savings|approval|refund",
        "price|delivery|satisfaction|moneyback ~1 guarantee",
        "money back guarantee*",
        "fixed price for|until|of",
        "price will ~1 not increase|rise|change",
        "we|i will|can|shall ~1 refund|reimburse|compensate|waive",
        "we'll|i'll ~1 refund|reimburse|compensate|waive",
        "full refund",
        "free of charge",
        "at no ~1 cost|charge",
        "half price",
        "legally binding ~1 offer|quote|commitment",
        "binding offer|quote|quotation",
        "lifetime warranty|guarantee",
        "we|i ~1 match any|every ~2 price|offer",
        "one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million euros|euro|dollars|dollar|francs",
        "wir|ich ~2 garantieren|garantiere|versprechen|verspreche|erstatten|verpflichten",
        "garantieren|versprechen wir|ihnen",
        "garantierte* preis|preise|rendite|lieferung|lieferzeit",
        "kostenlos erstattet|erstatten|ersetzen|repariert",
        "geld zuruck garantie",
        "geld zuruck",
        "festpreis",
        "verbindlich* angebot|zusage|zugesagt",
        "nous|je ~3 garantissons|garantis|promettons|promets|engageons|rembourserons",
        "satisfait ou rembourse",
        "prix garanti|ferme",
        "garantizamos|prometemos|garantizo",
        "precio garantizado|fijo",
        "devolveremos ~2 dinero",
    ];

    public static IReadOnlyList<Phrase> Phrases { get; } = [.. Patterns.Select(pattern => Phrase.Pattern(pattern, unlessNegated: true))];

    public static PhraseSet All { get; } = new(Phrases);
}
