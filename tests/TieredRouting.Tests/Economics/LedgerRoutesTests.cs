using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class LedgerRoutesTests
{
    [Fact]
    public void A_route_is_found_again_until_as_many_newer_ones_have_come()
    {
        var routes = new LedgerRoutes(100);
        routes.Of("first").Step = 7;
        for (var i = 0; i < 99; i++)
            routes.Of($"r{i}");

        routes.Of("first").Step.Should().Be(7);
        routes.Of("one more");
        routes.Of("first").Step.Should().Be(0, "it was the oldest, and is new again");
    }

    // Against a list of ids in the order they came: the simplest thing that forgets the oldest.
    [Fact]
    public void Whatever_comes_in_whatever_order_the_latest_are_remembered_and_no_other()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 300].Array[0, 1_000]).Sample(
            (capacity, ids) =>
            {
                var routes = new LedgerRoutes(capacity);
                var expected = new List<(int Id, long Step)>();
                for (var i = 0; i < ids.Length; i++)
                {
                    var known = expected.FindIndex(route => route.Id == ids[i]);
                    ref var found = ref routes.Of($"route {ids[i]}");
                    if (found.Step != (known < 0 ? 0 : expected[known].Step))
                        return false;
                    if (known >= 0)
                        continue;
                    found.Step = i + 1;
                    expected.Add((ids[i], i + 1));
                    if (expected.Count > capacity)
                        expected.RemoveAt(0);
                }

                return true;
            },
            iter: 2_000);
    }
}
