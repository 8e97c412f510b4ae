using System.Buffers;
using System.Text;

namespace TieredRouting.Signals;

/// <summary>
/// A text as a reader takes it: without what cannot be seen, and with ASCII for the letters, digits and signs that only look different. It is read beside the text itself and
/// never in its place. Every place in it has one in the text, and evidence is told in places of the text. Its buffers are lent, so it has to be disposed.
/// </summary>
internal ref struct PlainText
{
    private readonly char[] _units;
    private int[] _dropped = [];
    private int _length;
    private int _drops;

    private PlainText(ReadOnlySpan<char> text)
    {
        _units = ArrayPool<char>.Shared.Rent(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var unit = text[at];
            if (char.IsSurrogate(unit))
            {
                at += FoldPair(text[at..]);
                continue;
            }

            Take(PlainUnits.Of(unit));
            at++;
        }
    }

    public readonly ReadOnlySpan<char> Text => _units.AsSpan(0, _length);

    public static PlainText Of(ReadOnlySpan<char> text) => new(text);

    /// <summary>Evidence of this text as evidence of the text it was made from; it covers what was dropped in front and within.</summary>
    public readonly SignalEvidence InOriginal(SignalEvidence evidence)
    {
        var start = evidence.Start + DroppedBefore(evidence.Start);
        var last = evidence.Start + evidence.Length - 1;
        return evidence with { Start = start, Length = last + DroppedBefore(last + 1) + 1 - start };
    }

    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_units);
        if (_dropped.Length > 0)
            ArrayPool<int>.Shared.Return(_dropped);
    }

    /// <summary>Takes over one character of two units, or half of one, and says how many units it has.</summary>
    private int FoldPair(ReadOnlySpan<char> text)
    {
        // Half a pair stays as it is.
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || PlainUnits.Of(rune) is not { } plain)
        {
            Take(text[0]);
            return 1;
        }

        Drop();
        Take(plain);
        return length;
    }

    private void Take(char plain)
    {
        if (plain == PlainUnits.Unseen)
            Drop();
        else
            _units[_length++] = plain;
    }

    private void Drop()
    {
        if (_drops == _dropped.Length)
            Grow();
        _dropped[_drops++] = _length;
    }

    private void Grow()
    {
        var larger = ArrayPool<int>.Shared.Rent(Math.Max(256, _drops * 2));
        _dropped.AsSpan(0, _drops).CopyTo(larger);
        if (_dropped.Length > 0)
            ArrayPool<int>.Shared.Return(_dropped);
        _dropped = larger;
    }

    /// <summary>How many units were dropped before the one in front of <paramref name="place"/>, and right before that.</summary>
    private readonly int DroppedBefore(int place)
    {
        var (low, high) = (0, _drops);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_dropped[middle] < place)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
