using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class StreetTrailTests
{
    private const int Words = 3;

    private static readonly string[] Pieces = ["1", "22", " ", " ", " ", "Crown", "street", "via", "streets", ".", "x"];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 40].Select(pieces => string.Concat(pieces));

    [Theory]
    [InlineData("1 Crown Street", true)]
    [InlineData("1 rue", true)]
    [InlineData("1 Crown, Street", false)]
    [InlineData("1 of 2 fine apples", false)]
    [InlineData("1", false)]
    public void A_word_of_streets_may_follow_a_number(string text, bool may) => default(StreetTrail).MayFollow(text, place: 1, Words).Should().Be(may);

    [Fact]
    public void Where_none_may_follow_none_is_among_the_words_behind_the_number() => Texts.Sample(text =>
    {
        var trail = default(StreetTrail);
        for (var groups = new DigitGroups(text); groups.Next(out var group);)
        {
            if (!trail.MayFollow(text, group.End, Words))
                WordsBehind(text, group.End).Where(word => StreetWords.Any.Holds(word)).Should().BeEmpty();
        }
    });

    private static List<string> WordsBehind(string text, int at)
    {
        var words = new List<string>();
        while (words.Count < Words && at < text.Length && text[at] == ' ' && StreetWords.EndOfWord(text, at + 1) is var end && end > at + 1)
        {
            words.Add(text[(at + 1)..end]);
            at = end;
        }

        return words;
    }
}
