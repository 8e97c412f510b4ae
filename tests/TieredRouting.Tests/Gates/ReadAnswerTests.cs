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
}
