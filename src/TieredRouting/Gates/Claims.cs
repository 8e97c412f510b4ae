using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>Which words of a plain text may have to be held to sources. The buffer is lent, so it has to be disposed.</summary>
internal readonly ref struct Claims
{
    private readonly int[] _lent;

    private Claims(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words)
    {
        _lent = ArrayPool<int>.Shared.Rent(2 * words.Length);
        ref var units = ref MemoryMarshal.GetReference(text);
        ref var word = ref MemoryMarshal.GetReference(words);
        ref var marked = ref MemoryMarshal.GetArrayDataReference(_lent);
        ref var longer = ref Unsafe.Add(ref marked, words.Length);
        nint markedCount = 0, longerCount = 0;
        // Each word is written down and stays where it is one, without a jump: what the next word is like is not to be foreseen.
        for (var i = 0; i < words.Length; i++)
        {
            Unsafe.Add(ref marked, markedCount) = i;
            Unsafe.Add(ref longer, longerCount) = i;
            markedCount += char.IsAsciiLetterLower(Unsafe.Add(ref units, word.Start)) ? 0 : 1;
            longerCount += word.Key <= WordKey.Stem >> 8 ? 0 : 1;
            word = ref Unsafe.Add(ref word, 1);
        }

        Marked = _lent.AsSpan(0, (int)markedCount);
        Longer = _lent.AsSpan(words.Length, (int)longerCount);
    }

    /// <summary>Words that begin with anything but a small letter of ASCII, by their place among the words: numbers and names are among them.</summary>
    public Span<int> Marked { get; }

    /// <summary>Words that may be long enough to have a stem.</summary>
    public ReadOnlySpan<int> Longer { get; }

    public static Claims Of(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words) => new(text, words);

    public void Dispose() => ArrayPool<int>.Shared.Return(_lent);
}
