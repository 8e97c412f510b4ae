using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>The words of a plain text from a place on, read once for all that looks for words in it. Its buffer is lent, so it has to be disposed.</summary>
internal ref struct TextWords
{
    /// <summary>Room for this many more is there before each block.</summary>
    private const int MostInBlock = WordBlock.Size;
    private const int UnitsInWord = 4;

    private TextWord[] _words;
    private int _count;

    private TextWords(ReadOnlySpan<char> text, int from)
    {
        _words = ArrayPool<TextWord>.Shared.Rent((text.Length - from) / UnitsInWord + MostInBlock);
        var block = WordBlock.Before(from);
        for (var at = from; at < text.Length; at += WordBlock.Step)
        {
            if (_words.Length - _count < MostInBlock)
                Grow();
            block.Read(text, at);
            _count += Read(text, at, block, _words.AsSpan(_count, MostInBlock));
        }
    }

    public readonly ReadOnlySpan<TextWord> All => _words.AsSpan(0, _count);

    public static TextWords Of(ReadOnlySpan<char> text, int from = 0) => new(text, from);

    public readonly void Dispose() => ArrayPool<TextWord>.Shared.Return(_words);

    private static int Read(ReadOnlySpan<char> text, int at, in WordBlock block, Span<TextWord> into)
    {
        var (count, letters, joining) = (0, block.Letters, block.Joining);
        // The last block has nothing behind it that a key could be read from.
        var sure = text.Length - at < WordBlock.Size || !BitConverter.IsLittleEndian ? 0 : block.Words;
        ref var units = ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
        for (var starts = block.Starts; starts != 0; starts &= starts - 1)
        {
            var bit = BitOperations.TrailingZeroCount(starts);
            var behind = bit + BitOperations.TrailingZeroCount(~(letters >> bit));
            if ((sure >> bit & ~joining >> behind & 1) != 0 && behind < WordBlock.Size)
                into[count++] = new TextWord(WordKey.Of(ref Unsafe.Add(ref units, bit * sizeof(char)), behind - bit), at + bit, at + behind);
            else if (Words.BeginsAt(text, at + bit))
                into[count++] = new TextWord(WordKey.Of(text[(at + bit)..]), at + bit, Words.EndOf(text, at + bit));
        }

        return count;
    }

    private void Grow()
    {
        var larger = ArrayPool<TextWord>.Shared.Rent(_words.Length * 2);
        All.CopyTo(larger);
        ArrayPool<TextWord>.Shared.Return(_words);
        _words = larger;
    }
}
