using System.Buffers;
using System.Numerics;

namespace TieredRouting.Gates;

/// <summary>
/// What is asked of sources first: their numbers, how their longer words begin, and the words with a capital, since a name mostly has one there too. That is a fraction of all words, and the rest is read for a name that
/// is not among them. Two that read it at once read the same.
/// </summary>
internal sealed class SourceWords
{
    /// <summary>How many hashes are put into the table at once, and the most that a block has.</summary>
    private const int Batch = 256;
    private const int MostInBlock = 2 * WordBlock.Step;

    private readonly string[] _texts;
    private readonly WordTable _words;
    private readonly HashSet<decimal> _numbers = [];
    private AllSourceWords? _all;

    public SourceWords(string[] texts)
    {
        _texts = texts;
        _words = new WordTable(texts.Sum(text => text.Length));
        var lent = ArrayPool<ulong>.Shared.Rent(Batch);
        foreach (var text in texts)
        {
            using var plain = SeenText.Of(text);
            Read(plain.Text, lent.AsSpan(0, Batch));
        }

        ArrayPool<ulong>.Shared.Return(lent);
    }

    public AllSourceWords All => _all ??= new AllSourceWords(_texts);

    public bool HasNumber(decimal value) => _numbers.Contains(value) || (AllSourceWords.MayHaveNumber(value) && All.HasNumber(value));

    /// <summary>Whether a word is among those that were read first, by its hash.</summary>
    public bool HasWord(ulong hash) => _words.Contains(hash);

    /// <summary>Whether a word of the sources has the stem of a word of a text.</summary>
    public bool HasStem(ReadOnlySpan<char> text, in TextWord word)
    {
        var stem = word.Key & WordKey.Stem;
        return WordKey.IsVague(stem) ? HasVagueStem(text, word) : _words.Contains(stem);
    }

    private bool HasVagueStem(ReadOnlySpan<char> text, in TextWord word) => _words.Contains(WordHash.Of(text.Slice(word.Start, WordKey.StemLetters)));

    private void Read(ReadOnlySpan<char> text, Span<ulong> hashes)
    {
        var (block, count) = (default(WordBlock), 0);
        for (var at = 0; at < text.Length; at += WordBlock.Step)
        {
            block.Read(text, at);
            count += Stems(text, at, block, hashes[count..]);
            count += Claims(text, at, block, hashes[count..]);
            if (count <= Batch - MostInBlock)
                continue;
            _words.Add(hashes[..count]);
            count = 0;
        }

        _words.Add(hashes[..count]);
    }

    private static int Stems(ReadOnlySpan<char> text, int at, in WordBlock block, Span<ulong> into)
    {
        var count = 0;
        for (var starts = block.Longer; starts != 0; starts &= starts - 1)
            into[count++] = block.StemAt(BitOperations.TrailingZeroCount(starts));
        return block.IsPlain ? count : UncommonStems(text, at, block, into);
    }

    /// <summary>The same with a question for each word, whose letters may be part of a genitive, or beyond ASCII.</summary>
    private static int UncommonStems(ReadOnlySpan<char> text, int at, in WordBlock block, Span<ulong> into)
    {
        var count = 0;
        for (var starts = block.Longer; starts != 0; starts &= starts - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(starts);
            var word = text[start..Words.EndOf(text, start)];
            into[count++] = WordHash.Of(word.Length > WordKey.StemLetters ? word[..WordKey.StemLetters] : Genitive.Without(word));
        }

        return count;
    }

    /// <summary>The words with a capital; numbers are put aside.</summary>
    private int Claims(ReadOnlySpan<char> text, int at, in WordBlock block, Span<ulong> into)
    {
        var count = 0;
        for (var starts = block.Claims; starts != 0; starts &= starts - 1)
        {
            var word = block.WordAt(text, at, BitOperations.TrailingZeroCount(starts));
            if (char.IsAsciiDigit(text[word.Start]))
                _numbers.Add(Numerals.ValueOf(text[word.Start..word.EndIn(text)]));
            else
                into[count++] = block.IsPlain && word.IsKey ? word.Key : WordHash.OfBare(text, word);
        }

        return count;
    }
}
