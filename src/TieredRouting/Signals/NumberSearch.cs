using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>Finds what is found by its digits: the groups of a text are read once, and each detector judges those that have its signs and that it has not read yet. Immutable.</summary>
internal sealed class NumberSearch
{
    /// <summary>Groups of this length and longer have the same signs, and numbers of so many digits and more.</summary>
    private const int Long = 16;

    /// <summary>As far as any detector looks for words.</summary>
    private const int Near = 64;

    /// <summary>So many findings are no chance.</summary>
    private const int Many = 256;
    private const double Slack = 1.05;

    private readonly NumberDetector[] _detectors;

    /// <summary>Whose signs they are.</summary>
    private readonly int[] _detectorOf;

    /// <summary>A bit for each of a detector's signs.</summary>
    private readonly uint[] _signsOf;

    private readonly uint[] _byLength;
    private readonly uint[] _byDigits;
    private readonly DigitSignTable _byBefore;
    private readonly DigitSignTable _byBehind;
    private readonly DigitSignTable _bySecondBefore;
    private readonly DigitSignTable _bySecondBehind;
    private readonly uint _withLetter;

    public NumberSearch(params NumberDetector[] detectors)
    {
        _detectors = detectors;
        DigitSigns[] signs = [.. detectors.SelectMany(detector => detector.Signs)];
        _detectorOf = [.. detectors.SelectMany((detector, i) => detector.Signs.Select(_ => i))];
        _signsOf = [.. detectors.Select((_, i) => BitsOf(_detectorOf, of => of == i))];
        _byLength = [.. Enumerable.Range(0, Long + 1).Select(length => BitsOf(signs, sign => sign.Length(length)))];
        _byDigits = [.. Enumerable.Range(0, Long + 1).Select(digits => BitsOf(signs, sign => sign.LeastDigits <= digits))];
        _byBefore = new(signs.Select(sign => sign.Before));
        _byBehind = new(signs.Select(sign => sign.Behind));
        _bySecondBefore = new(signs.Select(sign => sign.SecondBefore));
        _bySecondBehind = new(signs.Select(sign => sign.SecondBehind));
        _withLetter = BitsOf(signs, sign => sign.WithLetter);
    }

    /// <summary>What each of the detectors finds, in order and in the order that they were given in; nothing where none finds any.</summary>
    public List<SignalEvidence>?[]? Find(ReadOnlySpan<char> text)
    {
        Span<int> free = stackalloc int[_detectors.Length];
        Span<NumberTrail> trails = stackalloc NumberTrail[_detectors.Length];
        free.Clear();
        trails.Clear();
        return Find(text, free, trails);
    }

    /// <summary>The loop has no memory of its own on the stack: the compiler would know it less well.</summary>
    private List<SignalEvidence>?[]? Find(ReadOnlySpan<char> text, Span<int> free, Span<NumberTrail> trails)
    {
        List<SignalEvidence>?[]? found = null;
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            for (var asked = Asked(text, group, ref groups); asked != 0;)
            {
                var i = _detectorOf[BitOperations.TrailingZeroCount(asked)];
                asked &= ~_signsOf[i];
                if (group.Start < free[i])
                    continue;
                var (start, end, next) = _detectors[i].Read(text, group, free[i], ref trails[i]);
                free[i] = next;
                if (end > 0)
                    Keep(new SignalEvidence(_detectors[i].Kind, start, end - start), ref (found ??= new List<SignalEvidence>?[_detectors.Length])[i], end, text.Length);
            }
        }

        return found;
    }

    /// <summary>A list of many that is full is made as large as the rest of the text lets expect: to double it again and again takes twice the memory.</summary>
    private static void Keep(SignalEvidence evidence, ref List<SignalEvidence>? found, int read, int length)
    {
        found ??= [];
        if (found.Count == found.Capacity && found.Count >= Many)
            found.EnsureCapacity((int)((double)found.Count / read * length * Slack));
        found.Add(evidence);
    }

    private uint Asked(ReadOnlySpan<char> text, in DigitGroup group, ref DigitGroups groups)
    {
        var asked = _byLength[Math.Min(group.Length, Long)] & _byDigits[Math.Min(group.MostDigits, Long)] & _byBefore.Of(At(text, group.Start - 1)) & _byBehind.Of(At(text, group.End))
            & _bySecondBefore.Of(At(text, group.Start - 2)) & _bySecondBehind.Of(At(text, group.End + 1));
        return (asked & _withLetter) == 0 || group.HasLetterWithin(Near) || groups.LetterFollowsWithin(Near) ? asked : asked & ~_withLetter;
    }

    private static char At(ReadOnlySpan<char> text, int place) => (uint)place < (uint)text.Length ? text[place] : '\0';

    private static uint BitsOf<T>(T[] each, Func<T, bool> has)
    {
        var bits = 0u;
        for (var i = 0; i < each.Length; i++)
            bits |= has(each[i]) ? 1u << i : 0;
        return bits;
    }
}
