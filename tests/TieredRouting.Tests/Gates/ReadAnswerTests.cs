using CsCheck;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class ReadAnswerTests
{
    private static readonly string[] Pieces =
    [
        "we guarantee ", "a full refund", "for 29 EUR ", "20% off ", "you should take 40 mg of aspirin daily ", "not ", "kill him ", "ann@example.org ", "password: a1b2c3d4 ", "call +41 44 123 45 67 ", "It is fine. ", "\n", "’", "“", "é", "ﬁ", "\u200B", "\u202E",
        "guаrantee", "𝟐𝟗 EUR", "don't ", "full ", "refund ",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 12].Select(pieces => string.Concat(pieces));

    private static readonly IWindowedGate[] Gates = [.. BuiltInGates.All.Where(gate => gate is not JudgeGate).Select(gate => gate.ForRequest(Given.Request("hello"))).OfType<IWindowedGate>()];

    [Fact]
    public void What_is_read_once_for_all_gates_says_what_each_gate_reads_for_itself() => Texts.Sample(
        text =>
        {
            var answer = new Answer(text);
            foreach (var gate in Gates)
            {
                var alone = gate.Find(text, 0) < 0 ? GateVerdict.Passed : GateVerdict.Failed;
                if (gate.CheckAsync(answer, CancellationToken.None).AsTask().GetAwaiter().GetResult() != alone)
                    throw new InvalidOperationException(gate.Name);
            }
        },
        iter: 20_000);

    [Fact]
    public void An_answer_is_read_once()
    {
        var answer = new Answer("Fine, thank you.");

        ReadAnswer.Of(answer).Should().BeSameAs(ReadAnswer.Of(answer));
        Gates.Length.Should().BeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public void Answers_that_are_asked_for_their_words_in_turn_each_have_their_own() => Gen.Select(Texts, Texts).Sample(
        (one, other) =>
        {
            var (first, second) = (ReadAnswer.Of(new Answer(one)), ReadAnswer.Of(new Answer(other)));
            return HasItsWords(first) && HasItsWords(second) && HasItsWords(first) && HasItsWords(first) && HasItsWords(second);
        },
        iter: 10_000);

    [Fact]
    public async Task An_answer_has_its_words_on_any_thread()
    {
        var (first, second) = (ReadAnswer.Of(new Answer("We guarantee a full refund.")), ReadAnswer.Of(new Answer("Nothing of the kind.")));
        HasItsWords(first).Should().BeTrue();

        (await Task.Factory.StartNew(() => HasItsWords(first) && HasItsWords(second), TaskCreationOptions.LongRunning)).Should().BeTrue();

        HasItsWords(first).Should().BeTrue();
    }

    [Theory]
    [InlineData(LastWords.LongestText)]
    [InlineData(LastWords.LongestText + 1)]
    public void A_long_answer_has_all_its_words(int length)
    {
        var read = ReadAnswer.Of(new Answer(string.Concat(Enumerable.Repeat("价", length))));

        read.Words.Length.Should().Be(length);
        HasItsWords(read).Should().BeTrue();
    }

    [Fact]
    public void The_words_of_answers_take_no_memory_of_their_own()
    {
        var text = string.Concat(Enumerable.Repeat("we guarantee a full refund ", 500));
        var answers = Enumerable.Range(0, 100).Select(_ => ReadAnswer.Of(new Answer(text))).ToArray();
        _ = answers[0].Words;

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var answer in answers)
            _ = answer.Words.Length;

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(text.Length);
    }

    private static bool HasItsWords(ReadAnswer read)
    {
        using var words = TextWords.Of(read.Plain.Text);
        return read.Words.SequenceEqual(words.All);
    }
}
