using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class GateWindowTests
{
    private static readonly EvidenceGate Leaks = new("leaks", _ => true);

    private static readonly Gen<string> Ordinary = Gen.OneOf(
        "the ", "invoice ", "is ", "due, ", "at ", "12 ", "EUR ", "2027-03-01 ", "call ", "a@ ", "b. ", "key = ", "- ", "x:y ", "no. 4711 ", "\n", "(see ", "page 3) ", "9.99 ", "ä ", "😀 ");

    private static readonly Gen<string> Finding = Gen.OneOf(
        "ann.keller@bakery.example ", "+49 30 901820 ", "(555) 867-5309 ", "4111 1111 1111 1111 ", "DE89 3704 0044 0532 0130 00 ",
        "password: Tr0ub4dor&3xyz ", "gh" + "p_16C7e42F292c6912E7710c838347Ae178B4a ", "-----BEGIN PRI" + "VATE KEY-----\nMIIE", "https://ann:s3cret99@host.example/ ",
        "password: " + new string('a', 700) + "1x! ", new string('b', 700) + "@bakery.example ", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('c', 900)} ann.keller@bakery.example ")) + " ",
        "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey" + string.Concat(Enumerable.Repeat("JzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0", 20)) + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c ",
        "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey" + "JzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c ");

    private static readonly Gen<string> Text =
        from before in Ordinary.Array[0, 400]
        from findings in Finding.Array[0, 1]
        from after in Ordinary.Array[0, 400]
        select string.Concat([.. before, .. findings, .. after]);

    private static readonly Gen<int[]> Cuts = Gen.OneOf(Gen.Int[1, 3].Array[1], Gen.Int[1, 40].Array[1, 20], Gen.Int[1, 2_000].Array[1, 5]);

    [Fact]
    public void However_a_text_is_cut_the_same_of_it_passes_and_the_same_is_found() =>
        Gen.Select(Text, Cuts).Sample((text, cuts) =>
        {
            var whole = Judge(Leaks, [text]);
            var cut = Judge(Leaks, Chunks(text, cuts));
            (cut.Refuses, cut.Passed).Should().Be((whole.Refuses, whole.Passed));
        }, iter: 3_000);

    [Fact]
    public void A_text_in_pieces_gets_the_verdict_of_the_whole_and_nothing_of_a_finding_passes() =>
        Gen.Select(Text, Cuts).Sample((text, cuts) =>
        {
            var place = Leaks.Find(text, 0);
            var cut = Judge(Leaks, Chunks(text, cuts));
            cut.Refuses.Should().Be(place >= 0);
            cut.Passed.Should().BeLessThanOrEqualTo(place >= 0 ? place : text.Length);
            if (place < 0)
                cut.Passed.Should().Be(text.Length);
        }, iter: 3_000);

    [Fact]
    public void What_a_pause_lets_out_is_judged_again_with_what_comes_after_it()
    {
        var judge = new GateWindow([new Word("secret", window: 6)], NullLogger.Instance);

        judge.Append("the sec");
        judge.Pause();
        (judge.Passed, judge.Refuses).Should().Be((7, false));
        judge.Append("ret");
        judge.Finish();

        (judge.Passed, judge.Refuses).Should().Be((7, true));
    }

    [Fact]
    public void A_pause_lets_no_finding_out()
    {
        var judge = new GateWindow([new Word("secret", window: 6)], NullLogger.Instance);

        judge.Append("a secret");
        judge.Pause();

        (judge.Passed, judge.Refuses).Should().Be((0, true));
    }

    [Fact]
    public void A_word_is_found_across_every_border_also_in_a_window_of_its_own_length() =>
        Gen.Select(Gen.String[Gen.OneOf('a', 'b'), 0, 300], Gen.Int[1, 6], Cuts).Sample((text, length, cuts) =>
        {
            var gate = new Word("abaabb"[..length], window: length);
            var place = gate.Find(text, 0);
            var cut = Judge(gate, Chunks(text, cuts));
            cut.Refuses.Should().Be(place >= 0);
            cut.Passed.Should().BeLessThanOrEqualTo(place >= 0 ? place : text.Length);
        }, iter: 3_000);

    [Fact]
    public void No_more_than_the_window_and_a_step_is_held_back()
    {
        var window = new GateWindow([new Word("never", window: 80)], NullLogger.Instance);

        for (var i = 0; i < 1_000; i++)
        {
            window.Append("x");
            (window.Length - window.Passed).Should().BeLessThanOrEqualTo(80 + 80 / 4);
        }

        window.Finish();
        window.Passed.Should().Be(1_000);
    }

    [Fact]
    public void Each_character_is_looked_at_a_fixed_number_of_times()
    {
        var gate = new Word("never", window: 80);

        Judge(gate, Chunks(new string('x', 20_000), [1]));

        gate.Looked.Should().BeLessThan(20_000 * 12);
    }

    [Fact]
    public void Every_gate_of_a_step_is_heard_and_one_that_throws_lets_nothing_more_through()
    {
        var window = new GateWindow([new Word("secret", 6), new Throwing(), new Word("never", 5)], NullLogger.Instance);

        window.Append("secret" + new string('x', 40));

        window.Refusals.Should().Equal(new KeyValuePair<string, GateVerdict>("secret", GateVerdict.Failed), new KeyValuePair<string, GateVerdict>("throwing", GateVerdict.Unavailable));
        window.Passed.Should().Be(0);
    }

    [Fact]
    public void After_its_beginning_a_window_allocates_nothing()
    {
        var window = new GateWindow([new Word("never", window: 80), new Word("ever", window: 40)], NullLogger.Instance);
        Append(window, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Append(window, 2_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        window.Refuses.Should().BeFalse();
    }

    private static void Append(GateWindow window, int times)
    {
        for (var i = 0; i < times; i++)
            window.Append("no. 12, ");
    }

    private static GateWindow Judge(IWindowedGate gate, IEnumerable<string> chunks)
    {
        var window = new GateWindow([gate], NullLogger.Instance);
        foreach (var chunk in chunks)
            window.Append(chunk);
        window.Finish();
        return window;
    }

    private static IEnumerable<string> Chunks(string text, int[] cuts)
    {
        for (var (at, i) = (0, 0); at < text.Length; i++)
        {
            var length = Math.Min(cuts[i % cuts.Length], text.Length - at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private sealed class Word(string word, int window) : IWindowedGate
    {
        public string Name => word;

        public int Window => window;

        public long Looked { get; private set; }

        public int Find(ReadOnlySpan<char> text, int from)
        {
            Looked += text.Length;
            var place = text[from..].IndexOf(word, StringComparison.Ordinal);
            return place < 0 ? -1 : from + place;
        }
    }

    private sealed class Throwing : IWindowedGate
    {
        public string Name => "throwing";

        public int Window => 3;

        public int Find(ReadOnlySpan<char> text, int from) => throw new InvalidCastException("secret");
    }
}
