using System.Buffers;

namespace TieredRouting.Gates;

/// <summary>
/// The words of the answer that a thread's gates read last. An answer's gates mostly ask one right after the other, and its words are more than all else that is kept of it: so they stay in a lent buffer until
/// the next answer comes, and are read again where another came in between.
/// </summary>
internal sealed class LastWords
{
    /// <summary>A thread keeps no longer text's words.</summary>
    public const int LongestText = 1 << 14;

    [ThreadStatic]
    private static LastWords? _ofThread;

    private TextWord[] _lent = [];
    private int _count;
    private long _answer;

    /// <summary>The words of an answer, until the same thread asks for those of another.</summary>
    /// <param name="answer">What no other answer has.</param>
    /// <param name="text">Its plain text.</param>
    public static ReadOnlySpan<TextWord> Of(long answer, ReadOnlySpan<char> text)
    {
        var last = _ofThread ??= new LastWords();
        if (last._answer != answer)
            last.Read(answer, text);
        return last._lent.AsSpan(0, last._count);
    }

    private void Read(long answer, ReadOnlySpan<char> text)
    {
        if (_lent.Length > 0)
            ArrayPool<TextWord>.Shared.Return(_lent);
        // Whatever happens while they are read, the buffer is no longer theirs.
        (_lent, _count, _answer) = ([], 0, 0);
        (_lent, _count) = TextWords.Of(text).Kept();
        _answer = answer;
    }
}
