using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class EvidenceMergeTests
{
    private const string Text = "ab12cd34ef56gh78";

    [Theory]
    [InlineData("a 0 2", "b 4 6", "a 0 2|b 4 6")]
    [InlineData("a 4 6", "b 0 2", "b 0 2|a 4 6")]
    [InlineData("a 0 4", "b 2 6", "a 0 4")]
    [InlineData("a 0 4", "b 2 8", "a 0 4|b 4 8")]
    [InlineData("a 4 8", "b 2 6", "b 2 4|a 4 8")]
    [InlineData("a 4 6|a 8 10", "b 2 16", "b 2 4|a 4 6|b 6 8|a 8 10|b 10 16")]
    [InlineData("a 1 9", "b 0 2|b 3 5|b 7 16", "a 1 9|b 9 16")]
    [InlineData("a 0 4", "b 0 4", "a 0 4")]
    public void The_first_is_right_and_of_the_second_free_digits_stay(string first, string second, string both) => Merged(first, second).Should().Be(both);

    [Fact]
    public void Nothing_overlaps_and_every_digit_stays_covered() => Gen.Select(Parts, Parts).Sample(
        (first, second) =>
        {
            var merged = EvidenceMerge.Of(Text, [.. first, .. second], first.Count);
            var covered = Covered([.. first, .. second]);
            return merged.Zip(merged.Skip(1)).All(pair => pair.First.Start + pair.First.Length <= pair.Second.Start)
                && Covered(merged).IsSubsetOf(covered)
                && covered.Where(at => char.IsAsciiDigit(Text[at])).All(Covered(merged).Contains)
                && first.TrueForAll(merged.Contains);
        },
        iter: 20_000);

    private static Gen<List<SignalEvidence>> Parts => Gen.Int[0, Text.Length].Array[0, 8].Select(places =>
        places.Distinct().Order().Chunk(2).Where(pair => pair.Length == 2).Select(pair => new SignalEvidence("a", pair[0], pair[1] - pair[0])).ToList());

    private static HashSet<int> Covered(IEnumerable<SignalEvidence> evidence) => [.. evidence.SelectMany(one => Enumerable.Range(one.Start, one.Length))];

    private static string Merged(string first, string second)
    {
        var firsts = Read(first);
        return string.Join('|', EvidenceMerge.Of(Text, [.. firsts, .. Read(second)], firsts.Count).Select(one => $"{one.Kind} {one.Start} {one.Start + one.Length}"));
    }

    private static List<SignalEvidence> Read(string evidence) =>
        [.. evidence.Split('|').Select(one => one.Split(' ')).Select(one => new SignalEvidence(one[0], int.Parse(one[1]), int.Parse(one[2]) - int.Parse(one[1])))];
}
