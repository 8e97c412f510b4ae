using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

/// <summary>What holds of the built-in windowed gates whatever the text is: cut anywhere, a stream gets the verdict of the whole, and nothing of a finding goes out.</summary>
public sealed class BuiltInGateProofs
{
    private static readonly string[] Windowed = [GateNames.PiiLeak, GateNames.CredentialLeak, GateNames.ForbiddenAdvice, GateNames.RegulatedLanguage, GateNames.PriceCommitment];

    private static readonly Gen<string> Gate = Gen.Int[0, Windowed.Length - 1].Select(index => Windowed[index]);

    private static readonly Gen<string> Piece = Gen.OneOf(
        "the ", "shop ", "is ", "open. ", "12 ", "you ", "should ", "not ", "never ", "take ", "two ", "your ", "and ", "risk", " ", "\n", "\n\n", "a\u0301", "é", "ﬁ", "＄", "😀", "👨\u200D👩", "\u200B", "\u00AD", "\u202E", "\u0301\u0301\u0301", "-", "'", ".", "…", "к", "don't ",
        "kill ", "a man ", "400 ", "mg ", "free ", "ri\u200Bsk free ", "r\u0456sk free ", "$", "29 ", "1 000 ", "EUR ", "% off ", "we guarantee ", "full refund ", "ann@bakery.example ", "+49 30 901820 ", "password: Tr0ub4dor&3xyz ");

    private static readonly Gen<string> Text = Piece.Array[0, 400].Select(string.Concat);

    private static readonly Gen<string> Calm = Gen.OneOf("the ", "shop ", "is ", "open ", "daily, ", "and ", "é ", "😀 ", "\n").Array[0, 400].Select(string.Concat);

    private static readonly Gen<int[]> Cuts = Gen.OneOf(Gen.Int[1, 3].Array[1], Gen.Int[1, 40].Array[1, 20], Gen.Int[1, 2_000].Array[1, 5]);

    [Fact]
    public void A_stream_cut_anywhere_gets_the_verdict_of_the_whole() =>
        Gen.Select(Gen.Select(Calm, Text, Calm), Gate, Cuts).Sample((parts, name, cuts) =>
        {
            var text = parts.Item1 + parts.Item2 + parts.Item3;
            var gate = Bound(name);
            var place = gate.Find(text, 0);

            var cut = Judge(gate, text, cuts);

            cut.Refuses.Should().Be(place >= 0);
            cut.Passed.Should().BeLessThanOrEqualTo(place >= 0 ? place : text.Length);
        }, iter: 4_000);

    [Fact]
    public void What_begins_at_a_place_is_found_from_any_place_before_it() =>
        Gen.Select(Text, Gate, Gen.Double[0, 1]).Sample((text, name, share) =>
        {
            var gate = Bound(name);
            var from = (int)(share * text.Length);
            var found = gate.Find(text, from);

            (found == -1 || found >= from).Should().BeTrue();
            for (var place = gate.Find(text, 0); place >= 0 && place <= text.Length; place = place < from ? gate.Find(text, place + 1) : -1)
            {
                if (place >= from)
                    found.Should().Be(place);
            }
        }, iter: 2_000);

    [Fact]
    public void Adding_a_gate_never_releases_more() =>
        Gen.Select(Text, Gate, Gate, Cuts).Sample((text, one, other, cuts) =>
        {
            var alone = Judge([Bound(one)], text, cuts);
            var both = Judge([Bound(one), Bound(other)], text, cuts);

            // Where one finds something, what stands before it may go out in smaller steps.
            both.Passed.Should().BeLessThanOrEqualTo(alone.Refuses ? Bound(one).Find(text, 0) : alone.Passed);
            (alone.Refuses && !both.Refuses).Should().BeFalse();
        }, iter: 2_000);

    [Fact]
    public void No_text_breaks_a_gate() =>
        Gen.Select(Gen.String[0, 300], Gate).Sample((text, name) => Bound(name).Find(text, 0).Should().BeInRange(-1, text.Length), iter: 4_000);

    private static IWindowedGate Bound(string name) =>
        (IWindowedGate)Checked.Bound(name, settings: it => it.AddPhrases(banned: ["risk free", "miracle*"]));

    private static GateWindow Judge(IWindowedGate gate, string text, int[] cuts) => Judge([gate], text, cuts);

    private static GateWindow Judge(IWindowedGate[] gates, string text, int[] cuts)
    {
        var window = new GateWindow(gates, NullLogger.Instance);
        for (var (at, i) = (0, 0); at < text.Length; i++)
        {
            var length = Math.Min(cuts[i % cuts.Length], text.Length - at);
            window.Append(text.AsSpan(at, length));
            at += length;
        }

        window.Finish();
        return window;
    }
}
