using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>The words of a plain text from a place on, read once for all that looks for words in it. Its buffer is lent, so it has to be disposed.</summary>
internal ref struct TextWords
{
    /// <summary>Room for this many more is there before each block.</summary>
    private const int MostInBlock = WordBlock.Step;
    private const int UnitsInWord = 4;

    /// <summary>Whether a word goes on at a place is plain from two units before it.</summary>
    private const int LookBehind = 2;

    private readonly int _first;
    private TextWord[] _words;
    private int _count;

    private TextWords(ReadOnlySpan<char> text, int from)
    {
        _words = ArrayPool<TextWord>.Shared.Rent((text.Length - from) / UnitsInWord + MostInBlock);
        var block = default(WordBlock);
        for (var at = Math.Max(0, from - LookBehind); at < text.Length; at += WordBlock.Step)
        {
            if (_words.Length - _count < MostInBlock)
                Grow();
            block.Read(text, at);
            _count += Read(text, at, block, _words.AsSpan(_count, MostInBlock));
        }

        while (_first < _count && _words[_first].Start < from)
            _first++;
    }

    public readonly ReadOnlySpan<TextWord> All => _words.AsSpan(_first, _count - _first);

    public static TextWords Of(ReadOnlySpan<char> text, int from = 0) => new(text, from);

    /// <summary>The buffer with the words of a whole text, and how many they are, in place of disposing of them: whoever keeps it may give it back to the pool.</summary>
    public readonly (TextWord[] Words, int Count) Lent() => (_words, _count);

    public readonly void Dispose() => ArrayPool<TextWord>.Shared.Return(_words);

    private static int Read(ReadOnlySpan<char> text, int at, in WordBlock block, Span<TextWord> into)
    {
        var count = BitOperations.PopCount(block.Starts);
        ref var next = ref MemoryMarshal.GetReference(into[..count]);
        for (var starts = block.Starts; starts != 0; starts &= starts - 1)
        {
            var bit = BitOperations.TrailingZeroCount(starts);
            next = new TextWord(block.KeyAt(bit), at + bit);
            next = ref Unsafe.Add(ref next, 1);
        }

        if (block.Vague != 0)
            TellApart(text, into[..count]);
        return count;
    }

    /// <summary>Gives words that begin beyond ASCII their keys, after all others: the others are read faster without a question for each.</summary>
    private static void TellApart(ReadOnlySpan<char> text, Span<TextWord> words)
    {
        foreach (ref var word in words)
        {
            if (!char.IsAscii(text[word.Start]))
                word = new TextWord(WordKey.Of(text[word.Start..]), word.Start);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<TextWord>.Shared.Rent(_words.Length * 2);
        _words.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<TextWord>.Shared.Return(_words);
        _words = larger;
    }
}
