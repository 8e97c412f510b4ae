namespace TieredRouting.Signals;

/// <summary>The words that postal addresses are made of, in the languages that this library's users write most.</summary>
internal static class StreetWords
{
    /// <summary>What a street is called, and hardly anything else.</summary>
    public static readonly WordSet Plain = new("street", "str", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "ln", "terrace", "crescent", "parkway", "pkwy", "highway", "hwy", "freeway", "turnpike", "esplanade");

    /// <summary>What a street may be called, with a capital.</summary>
    public static readonly WordSet Capital = new("Drive", "Dr", "Court", "Ct", "Way", "Place", "Pl", "Square", "Sq", "Close", "Circle", "Cir", "Grove", "Gardens", "Hill", "Row", "Walk", "Trail", "Loop", "Rise", "View", "Alley", "Mews", "Quay", "Crossing", "Crossroad", "Plaza", "Parade", "Ridge", "Point", "Union");

    /// <summary>Where the street's name comes last.</summary>
    public static readonly WordSet Leading = new("rue", "via", "viale", "piazza", "calle", "avenida", "rua", "ulica", "ul", "place", "chemin", "allée", "quai", "boulevard", "avenue", "plaza", "paseo", "carrer", "rambla", "corso", "praça", "estrada");

    /// <summary>All that may make a street of the words before or behind it.</summary>
    public static readonly WordSet Any = WordSet.AnyOf(Plain, Capital, Leading);

    /// <summary>Parts of a house.</summary>
    public static readonly WordSet Units = new("apt", "apartment", "suite", "ste", "unit", "flat", "box", "appartement", "whg", "wohnung");

    /// <summary>What announces an address.</summary>
    public static readonly WordSet Announcing = new(
        "address", "addresses", "lives at", "live at", "living at", "lived at", "lives in", "live in", "lived in", "resides at", "residing at", "located at", "sent to", "send it to", "ship to", "shipped to", "deliver to", "delivered to", "deliver it to", "moved to", "move to", "meet me at",
        "meet you at", "house at", "home at", "is at", "apartment at", "stop at", "adresse", "wohnt in", "wohne in", "anschrift", "corner of", "arrived at", "street in", "enter on");

    /// <summary>A number beside one of these is a day, wherever somebody or something is on it.</summary>
    public static readonly WordSet Months = new(
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "okt", "dez");

    public static readonly WordSet Postcodes = new("zip", "zip code", "zipcode", "postcode", "post code", "postal code", "plz", "postleitzahl", "code postal");

    /// <summary>How one-word names of streets end, in German, Dutch and the languages of the north.</summary>
    private static readonly string[] Endings =
        ["straße", "strasse", "str.", "gasse", "platz", "allee", "damm", "ufer", "weg", "ring", "straat", "laan", "plein", "gracht", "kade", "dijk", "hof", "vej", "gade", "gatan", "vägen", "gata", "veien", "veg", "vei", "katu", "kuja", "tie", "steig", "chaussee"];

    private static readonly string[] States =
    [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX",
        "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR", "AA", "AE", "AP",
    ];

    private const int ShortestName = 3;
    private const int ShortestCompound = ShortestName + 3;

    /// <summary>Where a word ends that may be part of a street's name.</summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsPart(text[at]))
            at++;
        return at;
    }

    /// <summary>Whether a unit may be part of such a word.</summary>
    public static bool IsPart(char unit) => char.IsLetterOrDigit(unit) || unit is '\'' or '-' or '’';

    public static bool IsState(ReadOnlySpan<char> word)
    {
        foreach (var state in word.Length == 2 ? States : [])
        {
            if (word.SequenceEqual(state))
                return true;
        }

        return false;
    }

    /// <summary>Whether it is a street's name in one word with a capital: <c>Hauptstraße</c>.</summary>
    public static bool IsCompound(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestCompound || !char.IsUpper(word[0]))
            return false;
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + ShortestName && (word[^1] | 0x20) == (ending[^1] | 0x20) && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
