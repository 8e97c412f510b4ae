using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Redaction;

/// <summary>
/// Finds values again that were seen before, in any case and wherever they stand: what tells a detector that a word is a name need not stand beside it a second time.
/// Linear in the text: a place is looked at closely only where four characters begin a value, and no value is longer than 64. Not thread-safe.
/// </summary>
internal sealed class KnownValues
{
    /// <summary>The least characters of a value.</summary>
    public const int Head = 4;

    private const int Longest = 64;
    // Shorter ones are often a part of other words.
    private const int Unmistakable = 8;

    private readonly Dictionary<ulong, SortedSet<int>> _lengths = [];
    private readonly Dictionary<string, string> _kinds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _kindOf;

    public KnownValues() => _kindOf = _kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsEmpty => _kinds.Count == 0;

    /// <summary>Adds a value, unless it is too short to be told from other words or too long.</summary>
    public void Add(string kind, string value)
    {
        if (value.Length is < Head or > Longest || !_kinds.TryAdd(value, kind))
            return;
        var head = Fold(Fold(Fold(Fold(0, value[0]), value[1]), value[2]), value[3]);
        if (!_lengths.TryGetValue(head, out var lengths))
            _lengths.Add(head, lengths = new SortedSet<int>(Comparer<int>.Create((left, right) => right.CompareTo(left))));
        lengths.Add(value.Length);
    }

    /// <summary>Finds the next value, and of several at one place the longest.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to look from; then where it starts.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="kind">Its kind.</param>
    public bool TryFind(ReadOnlySpan<char> text, ref int start, out int length, [NotNullWhen(true)] out string? kind)
    {
        var head = 0UL;
        for (var end = start; end < text.Length && _kinds.Count > 0; end++)
        {
            head = Fold(head, text[end]);
            var place = end - Head + 1;
            if (place < start || !_lengths.TryGetValue(head, out var lengths) || !IsAt(text, place, lengths, out length, out kind))
                continue;
            start = place;
            return true;
        }

        (length, kind) = (0, null);
        return false;
    }

    private bool IsAt(ReadOnlySpan<char> text, int place, SortedSet<int> lengths, out int length, [NotNullWhen(true)] out string? kind)
    {
        foreach (var candidate in lengths)
        {
            length = candidate;
            if (place + length <= text.Length && _kindOf.TryGetValue(text.Slice(place, length), out kind) && (length >= Unmistakable || IsWord(text, place, length)))
                return true;
        }

        (length, kind) = (0, null);
        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int place, int length) =>
        (place == 0 || !char.IsLetterOrDigit(text[place - 1])) && (place + length == text.Length || !char.IsLetterOrDigit(text[place + length]));

    /// <summary>The last four characters, in one number.</summary>
    private static ulong Fold(ulong head, char next) => head << 16 | char.ToUpperInvariant(next);
}
