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

    /// <summary>Whether it is one of them.</summary>
    public bool Holds(ReadOnlySpan<char> word) => _words.Contains(word);

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
