using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class BoundedMemoryTests
{
    [Fact]
    public void The_oldest_is_forgotten_first()
    {
        var memory = new BoundedMemory<string, int>(2);
        memory.Remember("a", 1);
        memory.Remember("b", 2);
        memory.Remember("c", 3);

        memory.TryRecall("a", out _).Should().BeFalse();
        memory.TryRecall("b", out var kept).Should().BeTrue();
        kept.Should().Be(2);
    }

    [Fact]
    public void What_is_remembered_is_replaced_only_where_that_is_asked_for()
    {
        var memory = new BoundedMemory<string, int>(2);
        memory.Remember("a", 1);

        memory.Remember("a", 2);
        memory.TryRecall("a", out var first);
        memory.Replace("a", 3);
        memory.TryRecall("a", out var second);

        (first, second).Should().Be((1, 3));
    }

    [Fact]
    public void It_holds_the_newest_keys_whatever_is_done_to_it() =>
        Gen.Select(Gen.Int[1, 5], Gen.Select(Gen.Int[0, 7], Gen.Bool).Array[0, 60]).Sample((capacity, steps) =>
        {
            var memory = new BoundedMemory<int, int>(capacity);
            List<(int Key, int Value)> expected = [];
            for (var i = 0; i < steps.Length; i++)
            {
                var (key, replaces) = steps[i];
                var at = expected.FindIndex(entry => entry.Key == key);
                if (at < 0)
                    expected.Add((key, i));
                else if (replaces)
                    expected[at] = (key, i);
                if (expected.Count > capacity)
                    expected.RemoveAt(0);
                if (replaces)
                    memory.Replace(key, i);
                else
                    memory.Remember(key, i);
            }

            Enumerable.Range(0, 8).Where(key => memory.TryRecall(key, out _)).Select(key => memory.TryRecall(key, out var value) ? (key, value) : default)
                .Should().BeEquivalentTo(expected);
        });

    [Fact]
    public void Once_it_is_full_remembering_allocates_nothing()
    {
        var memory = new BoundedMemory<int, long>(100);
        for (var key = 0; key < 1_000; key++)
            memory.Remember(key, key);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var key = 1_000; key < 2_000; key++)
            memory.Replace(key, key);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
