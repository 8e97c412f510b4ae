using CsCheck;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class SeenTextTests
{
    private static readonly Gen<string> Text = Gen.OneOf("a", "12", " ", "é", "ﬁ", "😀", "\u0301", "\u00AD", "к").Array[0, 30].Select(string.Concat);

    [Fact]
    public void Who_looks_from_a_place_on_passes_nothing_by_that_is_seen_there_or_behind_it() =>
        Text.Sample(text =>
        {
            using var seen = SeenText.Of(text);
            for (var place = 0; place <= text.Length; place++)
            {
                for (var plain = 0; plain < seen.Text.Length; plain++)
                {
                    if (seen.PlaceOf(plain) >= place)
                        seen.IndexOf(place).Should().BeLessThanOrEqualTo(plain);
                }
            }
        });
}
