using System.Numerics;

namespace TieredRouting.Signals;

/// <summary>Finds what is found by its digits: the groups of a text are read once, and each detector judges those that have its signs and that it has not read yet. Immutable.</summary>
internal sealed class NumberSearch
{
    /// <summary>Groups of this length and longer have the same signs.</summary>
    private const int Long = 16;

    private const int Ascii = 128;

    /// <summary>As far as any detector looks for words.</summary>
    private const int Near = 64;

    private readonly NumberDetector[] _detectors;

    // A bit for each detector.
    private readonly uint[] _byLength;
    private readonly uint[] _byBefore;
    private readonly uint[] _byBehind;
    private readonly uint _withLetter;

    public NumberSearch(params NumberDetector[] detectors)
    {
        _detectors = detectors;
        _byLength = [.. Enumerable.Range(0, Long + 1).Select(length => BitsOf(length, static (signs, length) => signs.Length(length)))];
        _byBefore = [.. Enumerable.Range(0, Ascii).Select(unit => BitsOf((char)unit, IsBefore))];
        _byBehind = [.. Enumerable.Range(0, Ascii).Select(unit => BitsOf((char)unit, IsBehind))];
        _withLetter = BitsOf(0, static (signs, _) => signs.WithLetter);
    }

    /// <summary>What the detectors find, that of each in order; nothing where nothing is found.</summary>
    public List<SignalEvidence>? Find(ReadOnlySpan<char> text)
    {
        List<SignalEvidence>? found = null;
        Span<int> free = stackalloc int[_detectors.Length];
        free.Clear();
        Span<WordTrail> trails = stackalloc WordTrail[_detectors.Length];
        trails.Clear();
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            for (var asked = Asked(text, group, ref groups); asked != 0; asked &= asked - 1)
            {
                var i = BitOperations.TrailingZeroCount(asked);
                if (group.Start < free[i])
                    continue;
                var (start, end, next) = _detectors[i].Read(text, group, free[i], ref trails[i]);
                if (end > 0)
                    (found ??= []).Add(new SignalEvidence(_detectors[i].Kind, start, end - start));
                free[i] = next;
            }
        }

        return found;
    }

    private uint Asked(ReadOnlySpan<char> text, in DigitGroup group, ref DigitGroups groups)
    {
        var before = group.Start > 0 ? text[group.Start - 1] : '\0';
        var behind = group.End < text.Length ? text[group.End] : '\0';
        var asked = _byLength[Math.Min(group.Length, Long)]
            | (before < Ascii ? _byBefore[before] : BitsOf(before, IsBefore))
            | (behind < Ascii ? _byBehind[behind] : BitsOf(behind, IsBehind));
        return (asked & _withLetter) == 0 || group.HasLetterWithin(Near) || groups.LetterFollowsWithin(Near) ? asked : asked & ~_withLetter;
    }

    private static bool IsBefore(DigitSigns signs, char unit) => signs.Before(unit);

    private static bool IsBehind(DigitSigns signs, char unit) => signs.Behind(unit);

    private uint BitsOf<T>(T state, Func<DigitSigns, T, bool> holds)
    {
        var bits = 0u;
        for (var i = 0; i < _detectors.Length; i++)
            bits |= holds(_detectors[i].Signs, state) ? 1u << i : 0;
        return bits;
    }
}
