using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

/// <summary>What the tests of the detectors share: texts in which the thing sought is marked with ⟦ and ⟧.</summary>
internal static class Marked
{
    public static void ShouldBeFoundBy(this string marked, ITextDetector detector, string kind)
    {
        var (text, places) = Read(marked);
        var found = new List<SignalEvidence>();
        detector.Find(text, found);
        found.Should().Equal(places.Select(place => new SignalEvidence(kind, place.Start, place.Length)), "that is what '{0}' holds", text);
    }

    private static (string Text, List<(int Start, int Length)> Places) Read(string marked)
    {
        var (text, places, start) = (new System.Text.StringBuilder(), new List<(int, int)>(), 0);
        foreach (var unit in marked)
        {
            if (unit == '⟦')
                start = text.Length;
            else if (unit == '⟧')
                places.Add((start, text.Length - start));
            else
                text.Append(unit);
        }

        return (text.ToString(), places);
    }
}
