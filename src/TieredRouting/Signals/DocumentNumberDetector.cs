namespace TieredRouting.Signals;

/// <summary>Numbers of passports and driving licences, which carry no check: behind the document's name in the same line, at least six letters and digits, most of them digits.</summary>
internal sealed class DocumentNumberDetector() : WordedDetector(EvidenceKinds.NationalId, Cues.NationalId, Cues.Digit)
{
    private const int ContextUnits = 40;
    private const int Shortest = 6;
    private const int Longest = 20;

    private static readonly WordSet Drivers = new("driver", "driver's", "drivers", "driver’s", "driving");

    protected override (int Start, int End) Read(ReadOnlySpan<char> text, CueHit hit, int free)
    {
        // Software has licences too.
        if (char.ToLowerInvariant(text[hit.Start]) == 'l' && !Drivers.StandsIn(LineContext.Before(text, hit.Start, Longest)))
            return default;
        var line = LineContext.From(text, hit.End, ContextUnits);
        for (var at = 0; at < line.Length;)
        {
            var end = EndOfWord(text, hit.End + at);
            if (IsNumber(text[(hit.End + at)..end]))
                return (hit.End + at, end);
            at = end - hit.End + 1;
        }

        return default;
    }

    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] == '-' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))))
            at++;
        return at;
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        if (word.Length is < Shortest or > Longest)
            return false;
        var digits = 0;
        foreach (var unit in word)
            digits += char.IsAsciiDigit(unit) ? 1 : 0;
        return digits * 2 > word.Length;
    }
}
