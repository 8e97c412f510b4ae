using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Words and phrases that are looked for in a short piece of text, in either case.</summary>
internal sealed class WordSet(params string[] words)
{
    private const int SingleLetter = 1;

    /// <summary>Those of ASCII, all else in it, and all beyond.</summary>
    private const int Letters = 28;

    /// <summary>A search for a single letter would stop everywhere, so those are looked for by themselves.</summary>
    private readonly SearchValues<string> _search = SearchValues.Create([.. words.Where(word => word.Length > SingleLetter)], StringComparison.OrdinalIgnoreCase);
    private readonly string[] _letters = [.. words.Where(word => word.Length == SingleLetter).Select(word => $" {word} ")];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words =
        new HashSet<string>(words, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int _longest = words.Max(word => word.Length);

    /// <summary>Those that begin with each letter.</summary>
    private readonly string[][] _byInitial = ByInitial(words);

    /// <summary>For each first letter, a bit for each last one: that alone tells most other words from them. Beyond ASCII, any may be meant.</summary>
    private readonly uint[] _lasts = [.. ByInitial(words).Select(static same => same.Aggregate(0u, static (bits, word) => bits | 1u << PlaceOf(word[^1]) | 1u << Letters - 1))];

    /// <summary>The words of several sets.</summary>
    public static WordSet AnyOf(params WordSet[] sets) => new([.. sets.SelectMany(static set => set.Words)]);

    private string[] Words => words;

    /// <summary>Whether it is one of them.</summary>
    public bool Holds(ReadOnlySpan<char> word) =>
        !word.IsEmpty && word.Length <= _longest && (_lasts[PlaceOf(word[0])] >> PlaceOf(word[^1]) & 1) != 0 && _words.Contains(word);

    /// <summary>Whether one of them stands in the piece, with no letter or digit on either side; a single letter stands between spaces, or begins the piece.</summary>
    public bool StandsIn(ReadOnlySpan<char> piece)
    {
        foreach (var letter in _letters)
        {
            if (piece.Contains(letter, StringComparison.OrdinalIgnoreCase) || piece.StartsWith(letter.AsSpan(1), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        for (var from = 0; from < piece.Length;)
        {
            var more = piece[from..].IndexOfAny(_search);
            if (more < 0)
                return false;
            var start = from + more;
            from = start + 1;
            if (!TextBoundary.WordBefore(piece, start) && EndsWord(piece[start..]))
                return true;
        }

        return false;
    }

    /// <summary>Where the first one of more than one letter begins from <paramref name="from"/> on; the text's length where none does. One that <paramref name="mayBeginWithin"/> a word only ends as a word does.</summary>
    public int NextIn(ReadOnlySpan<char> text, int from, bool mayBeginWithin = false)
    {
        while (from < text.Length)
        {
            var more = text[from..].IndexOfAny(_search);
            if (more < 0)
                break;
            from += more;
            if ((mayBeginWithin || !TextBoundary.WordBefore(text, from)) && EndsWord(text[from..]))
                return from;
            from++;
        }

        return text.Length;
    }

    private static string[][] ByInitial(string[] words) => [.. Enumerable.Range(0, Letters).Select(place => words.Where(word => PlaceOf(word[0]) == place).ToArray())];

    private static int PlaceOf(char unit) => char.IsAsciiLetter(unit) ? (unit | 0x20) - 'a' : unit < 0x80 ? Letters - 2 : Letters - 1;

    private bool EndsWord(ReadOnlySpan<char> piece)
    {
        foreach (var word in _byInitial[PlaceOf(piece[0])])
        {
            if (piece.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !TextBoundary.WordAt(piece, word.Length))
                return true;
        }

        return false;
    }
}
