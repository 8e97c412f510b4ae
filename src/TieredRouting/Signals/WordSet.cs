using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Words and phrases that are looked for in a short piece of text, in either case.</summary>
internal sealed class WordSet(params string[] words)
{
    private const int SingleLetter = 1;

    /// <summary>A search for a single letter would stop everywhere, so those are looked for by themselves.</summary>
    private readonly SearchValues<string> _search = SearchValues.Create([.. words.Where(word => word.Length > SingleLetter)], StringComparison.OrdinalIgnoreCase);
    private readonly string[] _letters = [.. words.Where(word => word.Length == SingleLetter).Select(word => $" {word} ")];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words =
        new HashSet<string>(words, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int _longest = words.Max(word => word.Length);

    /// <summary>A bit for each letter that one of them begins with: that alone tells most other words from them.</summary>
    private readonly uint _initials = words.Aggregate(0u, (bits, word) => bits | BitOf(word[0]));

    /// <summary>The words of several sets.</summary>
    public static WordSet AnyOf(params WordSet[] sets) => new([.. sets.SelectMany(static set => set.Words)]);

    private string[] Words => words;

    /// <summary>Whether it is one of them.</summary>
    public bool Holds(ReadOnlySpan<char> word) =>
        !word.IsEmpty && word.Length <= _longest && (BitOf(word[0]) & _initials) != 0 && _words.Contains(word);

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

    /// <summary>Where the first one of more than one letter begins from <paramref name="from"/> on; the text's length where none does.</summary>
    public int NextIn(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length)
        {
            var more = text[from..].IndexOfAny(_search);
            if (more < 0)
                break;
            from += more;
            if (!TextBoundary.WordBefore(text, from) && EndsWord(text[from..]))
                return from;
            from++;
        }

        return text.Length;
    }

    /// <summary>Where the first one of more than one letter begins from <paramref name="from"/> on, also within a longer word; the text's length where none does.</summary>
    public int NextLike(ReadOnlySpan<char> text, int from)
    {
        var more = text[Math.Min(from, text.Length)..].IndexOfAny(_search);
        return more < 0 ? text.Length : from + more;
    }

    /// <summary>One for each letter of ASCII, one for all else in it, and one for all beyond.</summary>
    private static uint BitOf(char unit) => 1u << (char.IsAsciiLetter(unit) ? (unit | 0x20) - 'a' : unit < 0x80 ? 26 : 27);

    private bool EndsWord(ReadOnlySpan<char> piece)
    {
        foreach (var word in words)
        {
            if (piece.StartsWith(word, StringComparison.OrdinalIgnoreCase) && !TextBoundary.WordAt(piece, word.Length))
                return true;
        }

        return false;
    }
}
