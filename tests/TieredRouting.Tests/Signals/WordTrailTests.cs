using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class WordTrailTests
{
    private static readonly WordSet Words = new("lives at", "address", "to");

    private const int Near = 12;

    private static readonly string[] Pieces = ["lives at", "address", "to", "tomato", "lives ", " ", ",", "\n", "1", "22", "é"];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 30].Select(pieces => string.Concat(pieces));

    [Fact]
    public void It_sees_what_a_search_in_the_line_before_each_number_sees() => Texts.Sample(text =>
    {
        var trail = default(WordTrail);
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            // A number that is joined to a word is none of its own, and nobody asks for it.
            if (TextBoundary.WordBefore(text, group.Start))
                continue;
            var line = LineContext.Before(text, group.Start, text.Length);
            trail.LeadsTo(text, group.Start, text.Length, Words).Should().Be(Words.StandsIn(line));
        }
    });

    [Fact]
    public void Where_none_may_lead_to_a_number_none_stands_before_it() => Texts.Sample(text =>
    {
        var trail = default(WordTrail);
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            if (TextBoundary.WordBefore(text, group.Start))
                continue;
            var may = trail.MayLeadTo(text, group.Start, Near, Words);
            may.Should().Be(Words.NextIn(text, Math.Max(0, group.Start - Near), mayBeginWithin: true) < group.Start);
            (may || !Words.StandsIn(LineContext.Before(text, group.Start, Near))).Should().BeTrue();
        }
    });
}
