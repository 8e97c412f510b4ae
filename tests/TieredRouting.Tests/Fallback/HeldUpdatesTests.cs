using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Fallback;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Fallback;

public sealed class HeldUpdatesTests
{
    private static readonly Gen<AIContent> Content = Gen.Frequency(
        (8, Gen.String[Gen.OneOf('a', 'b', ' '), 0, 30].Select(text => (AIContent)new TextContent(text))),
        (1, Gen.Int.Select(_ => (AIContent)new DataContent("data:,x"))),
        (1, Gen.Int.Select(_ => (AIContent)new UsageContent(new UsageDetails()))));

    private static readonly Gen<string[]> Words = Gen.String[Gen.OneOf('a', 'b', ' '), 0, 4].Array[0, 20];

    private static readonly Gen<ChatResponseUpdate[]> Updates =
        Content.List[0, 3].Select(contents => new ChatResponseUpdate(ChatRole.Assistant, contents)).Array[0, 40];

    [Fact]
    public void What_goes_out_is_a_beginning_of_what_came_as_it_came_and_holds_nothing_of_a_finding() =>
        Gen.Select(Updates, Gen.OneOf("abba", "bab", "never")).Sample((updates, word) =>
        {
            var (released, held) = Play(updates, word);
            var text = string.Concat(updates.Select(update => update.Text));
            var place = text.IndexOf(word, StringComparison.Ordinal);
            var shown = string.Concat(released.Select(update => update.Text));

            released.Should().Equal(updates.Take(released.Count), (left, right) => ReferenceEquals(left, right));
            held.Refusals.Should().HaveCount(place < 0 ? 0 : 1);
            if (place < 0)
                released.Count.Should().Be(updates.Length);
            else
                shown.Length.Should().BeLessThanOrEqualTo(place);
        }, iter: 3_000);

    [Fact]
    public void Neither_what_is_thought_nor_what_is_said_cuts_a_finding_of_the_other_in_two() =>
        Gen.Select(Words, Words, Gen.Bool.Array[0, 60], Gen.OneOf("abba", "bab")).Sample((said, thought, turns, word) =>
        {
            var held = new HeldUpdates(new GateWindow([new Word(word)], NullLogger.Instance), new GateWindow([new Word(word)], NullLogger.Instance));
            foreach (var update in Interleaved(said, thought, turns))
                held.Add(update);
            held.Finish();

            held.Refuses.Should().Be(string.Concat(said).Contains(word, StringComparison.Ordinal) || string.Concat(thought).Contains(word, StringComparison.Ordinal));
        }, iter: 3_000);

    [Fact]
    public void Without_gates_nothing_is_held()
    {
        var held = new HeldUpdates(said: null, thought: null);
        var update = new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm")]);

        held.Add(update);

        held.TryTake(out var taken).Should().BeTrue();
        taken.Should().BeSameAs(update);
    }

    [Fact]
    public void Holding_an_update_back_allocates_nothing()
    {
        var held = new HeldUpdates(new GateWindow([new Word("never")], NullLogger.Instance), thought: null);
        var update = new ChatResponseUpdate(ChatRole.Assistant, "once");
        Pass(held, update, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Pass(held, update, 2_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    /// <summary>Says and thinks by turns, and then whatever is left.</summary>
    private static IEnumerable<ChatResponseUpdate> Interleaved(string[] said, string[] thought, bool[] turns)
    {
        var (words, thoughts) = (new Queue<string>(said), new Queue<string>(thought));
        foreach (var speaks in turns.Concat(said.Select(_ => true)).Concat(thought.Select(_ => false)))
        {
            if ((speaks ? words : thoughts).TryDequeue(out var next))
                yield return new ChatResponseUpdate(ChatRole.Assistant, [speaks ? new TextContent(next) : new TextReasoningContent(next)]);
        }
    }

    private static void Pass(HeldUpdates held, ChatResponseUpdate update, int times)
    {
        for (var i = 0; i < times; i++)
        {
            held.Add(update);
            while (!held.Refuses && held.TryTake(out _))
            {
                // It goes out.
            }
        }
    }

    private static (List<ChatResponseUpdate> Released, HeldUpdates Held) Play(ChatResponseUpdate[] updates, string word)
    {
        var held = new HeldUpdates(new GateWindow([new Word(word)], NullLogger.Instance), thought: null);
        var released = new List<ChatResponseUpdate>();
        foreach (var update in updates)
        {
            held.Add(update);
            while (held.TryTake(out var taken))
                released.Add(taken);
        }

        held.Finish();
        while (held.TryTake(out var taken))
            released.Add(taken);
        return (released, held);
    }

    private sealed class Word(string word) : IWindowedGate
    {
        public string Name => word;

        public int Window => word.Length;

        public int Find(ReadOnlySpan<char> text, int from)
        {
            var place = text[from..].IndexOf(word, StringComparison.Ordinal);
            return place < 0 ? -1 : from + place;
        }
    }
}
