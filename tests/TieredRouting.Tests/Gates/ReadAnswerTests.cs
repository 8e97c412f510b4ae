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
    public void An_answer_has_its_words_also_after_they_were_given_back_and_others_took_the_buffer() => Gen.Select(Texts, Texts).Sample(
        (one, other) =>
        {
            var (first, second) = (new Answer(one), new Answer(other));
            var hadThem = HasItsWords(first);
            ReadAnswer.GiveBackWords(first);
            ReadAnswer.GiveBackWords(first);
            return hadThem && HasItsWords(second) && HasItsWords(first) && HasItsWords(second);
        },
        iter: 10_000);

    [Fact]
    public void The_words_of_answers_take_no_memory_of_their_own_where_they_are_given_back()
    {
        var text = string.Concat(Enumerable.Repeat("we guarantee a full refund ", 500));
        var answers = Enumerable.Range(0, 100).Select(_ => new Answer(text)).ToArray();
        foreach (var answer in answers)
            ReadAnswer.Of(answer);
        Read(answers[0]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var answer in answers)
            Read(answer);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(text.Length);

        static void Read(Answer answer)
        {
            _ = ReadAnswer.Of(answer).Words;
            ReadAnswer.GiveBackWords(answer);
        }
    }

    private static bool HasItsWords(Answer answer)
    {
        var read = ReadAnswer.Of(answer);
        using var words = TextWords.Of(read.Plain.Text);
        return read.Words.SequenceEqual(words.All);
    }
}
