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
    private readonly DigitSigns[] _signs;

    /// <summary>Whose signs they are.</summary>
    private readonly int[] _detectorOf;

    /// <summary>A bit for each of a detector's signs.</summary>
    private readonly uint[] _signsOf;

    // A bit for each of the signs that may fit.
    private readonly uint[] _byLength;
    private readonly uint[] _byBefore;
    private readonly uint[] _byBehind;
    private readonly uint _withLetter;

    public NumberSearch(params NumberDetector[] detectors)
    {
        _detectors = detectors;
        _signs = [.. detectors.SelectMany(detector => detector.Signs)];
        _detectorOf = [.. detectors.SelectMany((detector, i) => detector.Signs.Select(_ => i))];
        _signsOf = new uint[detectors.Length];
        for (var sign = 0; sign < _signs.Length; sign++)
            _signsOf[_detectorOf[sign]] |= 1u << sign;
        _byLength = [.. Enumerable.Range(0, Long + 1).Select(length => BitsOf(length, static (signs, length) => signs.Length(length)))];
        _byBefore = [.. Enumerable.Range(0, Ascii).Select(unit => Before((char)unit))];
        _byBehind = [.. Enumerable.Range(0, Ascii).Select(unit => Behind((char)unit))];
        _withLetter = BitsOf(0, static (signs, _) => signs.WithLetter);
    }

    /// <summary>What the detectors find, that of each in order; nothing where nothing is found.</summary>
    public List<SignalEvidence>? Find(ReadOnlySpan<char> text)
    {
        List<SignalEvidence>? found = null;
        Span<int> free = stackalloc int[_detectors.Length];
        free.Clear();
        Span<NumberTrail> trails = stackalloc NumberTrail[_detectors.Length];
        trails.Clear();
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            for (var asked = Asked(text, group, ref groups); asked != 0;)
            {
                var i = _detectorOf[BitOperations.TrailingZeroCount(asked)];
                asked &= ~_signsOf[i];
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
            & (before < Ascii ? _byBefore[before] : Before(before))
            & (behind < Ascii ? _byBehind[behind] : Behind(behind));
        return (asked & _withLetter) == 0 || group.HasLetterWithin(Near) || groups.LetterFollowsWithin(Near) ? asked : asked & ~_withLetter;
    }

    private uint Before(char unit) => BitsOf(unit, static (signs, unit) => signs.Before(unit));

    private uint Behind(char unit) => BitsOf(unit, static (signs, unit) => signs.Behind(unit));

    private uint BitsOf<T>(T state, Func<DigitSigns, T, bool> fit)
    {
        var bits = 0u;
        for (var sign = 0; sign < _signs.Length; sign++)
            bits |= fit(_signs[sign], state) ? 1u << sign : 0;
        return bits;
    }
}
