namespace TieredRouting.Signals;

/// <summary>A date with a year that stands behind a word of birth in the same line.</summary>
internal sealed class DateOfBirthDetector() : WordedDetector(EvidenceKinds.DateOfBirth, Cues.Birth, Cues.Digit)
{
    private const int ContextUnits = 48;

    protected override (int Start, int End) Read(ReadOnlySpan<char> text, CueHit hit, int free)
    {
        var behind = LineContext.From(text, hit.End, ContextUnits).Length + hit.End;
        for (var at = hit.End; at < behind; at++)
        {
            if (!TextBoundary.WordBefore(text, at) && !IsWithinNumber(text, at) && char.IsLetterOrDigit(text[at]) && DateShape.EndOf(text, at) is > 0 and var end)
                return (at, end);
        }

        return default;
    }

    private static bool IsWithinNumber(ReadOnlySpan<char> text, int at) => text[at - 1] is '.' or '/' or '-' && TextBoundary.DigitAt(text, at - 2);
}
