using System.Numerics;

namespace TieredRouting.Gates;

/// <summary>
/// What <see cref="Words"/> says of one unit after the other, for a block of a plain text at once: the same words, told by shifting bits. The last units of a block are there to look ahead, and begin the next.
/// </summary>
internal struct WordBlock
{
    public const int Step = UnitBits.Count - WordKey.Letters;

    private const int Last = Step - 1;
    private const ulong Whole = (1UL << Step) - 1;

    private UnitBits _units;
    private ulong _words;
    private ulong _numbers;
    // What the unit behind does not belong to the word of.
    private ulong _ends;

    /// <summary>Where words begin.</summary>
    public ulong Starts { get; private set; }

    /// <summary>What belongs to the word of the unit before it.</summary>
    public ulong Inside { get; private set; }

    /// <summary>Where words begin that have a stem.</summary>
    public readonly ulong Longer => Starts & ~_units.Digits & Inside >> 1 & Inside >> 2 & Inside >> 3 & Inside >> 4;

    /// <summary>Where numbers begin, and words with a capital.</summary>
    public readonly ulong Claims => Starts & (_units.Capitals | _units.Digits);

    /// <summary>Where words begin whose keys do not say how.</summary>
    public readonly ulong Vague => Starts & _units.Beyond;

    /// <summary>Whether it has no word but of ASCII letters alone.</summary>
    public readonly bool IsPlain => (_units.Beyond | (_words & ~_units.Letters)) == 0;

    /// <summary>Reads the block from <paramref name="at"/> on, which is the first, or one step behind the one before.</summary>
    public void Read(ReadOnlySpan<char> text, int at)
    {
        var (letter, digit, word, number) = (_units.Letters >> Last & 1, _units.Digits >> Last & 1, _words >> Last & 1, _numbers >> Last & 1);
        _units.Read(text[at..]);
        var (letters, digits) = (_units.Letters, _units.Digits);
        var words = letters | (_units.Apostrophes & (letters << 1 | letter) & letters >> 1);
        var numbers = digits | (_units.Points & (digits << 1 | digit) & digits >> 1);
        var inside = (words & (words << 1 | word)) | (numbers & (numbers << 1 | number));
        (_words, _numbers, _ends, Inside, Starts) = (words, numbers, ~inside >> 1, inside, (words | numbers | _units.Alone) & ~inside & Whole);
    }

    /// <summary>The stem of the word that begins at a bit, if it has one and the block is plain.</summary>
    public readonly ulong StemAt(int bit) => _units.KeyAt(bit) & WordKey.Stem;

    /// <summary>The key of the word that begins at a bit, unless it is vague.</summary>
    public readonly ulong KeyAt(int bit)
    {
        // An end is put where a key ends: a mask without a comparison, since which words are long is not to be foreseen.
        var last = BitOperations.TrailingZeroCount(_ends >> bit | 1UL << (WordKey.Letters - 1));
        return _units.KeyAt(bit) & WordKey.MaskTo(last);
    }

    /// <summary>The word that begins at a bit of the block from <paramref name="at"/> on.</summary>
    public readonly TextWord WordAt(ReadOnlySpan<char> text, int at, int bit) =>
        new((Vague >> bit & 1) == 0 ? KeyAt(bit) : WordKey.Of(text[(at + bit)..]), at + bit);
}
