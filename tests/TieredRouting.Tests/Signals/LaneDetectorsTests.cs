using System.Text;
using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class LaneDetectorsTests
{
    private static readonly string[] Pieces =
    [
        "a", "1", " ", "\n", "-", ".", ",", ":", "@", "é", "😀", "\u200B", "\u202E", "\ud800", "а", "４", "𝟒", "Ann Berg", "My name is ", "Mr ", "Dear ", "born ", "11/22/2000", "460-89-9847", "203.0.113.7", "2001:db8::1", "lives at ", "12 Crown Street",
        "Apt. 5", "SW1A 1AA", "AB 12 34 56 C", "NHS ", "943 476 5919", "my salary", "his diagnosis", "our lawsuit", "a@b.co", "4111111111111111", "DE89370400440532013000", "+41 44 123 45 67", "password: a1b2c3d4", "eyJ", "Kind regards,\n", "passport ", "X1234567",
        "TXkgcGFzc3dvcmQ6IGExYjJjM2Q0ZTU=", "zip code ", "89501",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 14].Select(pieces => string.Concat(pieces));

    [Theory]
    [InlineData("My salary is too low", "payroll")]
    [InlineData("the payslip of our employee", "payroll")]
    [InlineData("She was diagnosed with asthma", "health")]
    [InlineData("my prescription ran out", "health")]
    [InlineData("our client filed a lawsuit", "legal")]
    [InlineData("I am being sued", "legal")]
    public void A_subject_that_is_about_somebody_is_found(string text, string kind) => PolicyLaneExtractor.Find(text).Should().Contain(one => one.Kind == kind);

    [Theory]
    [InlineData("What is the average salary of a nurse in Bern?")]
    [InlineData("Compare payroll software. My budget is 5.")]
    [InlineData("Which symptoms does a cold have?")]
    [InlineData("How does arbitration work in France?")]
    [InlineData("The court is wet, and the doctor smiles.")]
    public void A_word_alone_is_not_enough(string text) => PolicyLaneExtractor.Find(text).Should().BeEmpty();

    [Theory]
    [InlineData("ann@exam\u200Bple.org", "email", 0, 16)]
    [InlineData("write to аnn@exаmple.org", "email", 9, 15)]
    [InlineData("card ４１１１１１１１１１１１１１１１", "creditCard", 5, 16)]
    [InlineData("card 𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏", "creditCard", 5, 32)]
    [InlineData("4\u200B111\u200B1111\u200B1111\u200B1111", "creditCard", 0, 20)]
    [InlineData("My nаmе is Ann", "person", 11, 3)]
    [InlineData("p\u00ADassword: a1b2c3d4", "credential", 11, 8)]
    public void A_trick_hides_nothing(string text, string kind, int start, int length) =>
        PolicyLaneExtractor.Find(text).Should().Equal(new SignalEvidence(kind, start, length));

    [Theory]
    [InlineData("the password: a1b2c3d4e5", "credential")]
    [InlineData("write to ann.smith@example.org today", "email")]
    [InlineData("card 4111111111111111 of Ann", "creditCard")]
    public void What_base64_wraps_is_found_as_the_whole_run(string secret, string kind)
    {
        var run = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=');

        PolicyLaneExtractor.Find($"see {run} there").Should().Equal(new SignalEvidence(kind, 4, run.Length));
    }

    /// <summary>The person is seen as the text stands, the address only behind the disguise: the person's name must not take the number with it.</summary>
    [Fact]
    public void A_number_stays_covered_when_something_else_hides_what_stands_before_it() =>
        PolicyLaneExtractor.Find("my salary, Mr Apt. 5а\n1").Should().Equal(new("payroll", 3, 6), new("person", 14, 3), new SignalEvidence("address", 17, 4));

    [Fact]
    public void What_base64_wraps_of_no_matter_is_nothing() =>
        PolicyLaneExtractor.Find(Convert.ToBase64String(Encoding.UTF8.GetBytes("the weather in the north is mild today"))).Should().BeEmpty();

    [Fact]
    public void Evidence_lies_within_the_text_in_order_and_apart() => Texts.Sample(
        text =>
        {
            var end = 0;
            foreach (var evidence in PolicyLaneExtractor.Find(text))
            {
                if (evidence.Start < end || evidence.Length <= 0)
                    throw new InvalidOperationException($"{evidence} before {end}");
                end = evidence.Start + evidence.Length;
            }

            if (end > text.Length)
                throw new InvalidOperationException($"{end} is beyond {text.Length}");
        },
        iter: 40_000);

    /// <summary>Another line may make a place larger or of another kind, but what was sensitive stays covered.</summary>
    [Fact]
    public void Text_that_is_added_takes_no_evidence_away() => Gen.Select(Texts, Texts).Sample(
        (first, second) =>
        {
            var whole = PolicyLaneExtractor.Find($"{first}\n{second}");
            foreach (var evidence in PolicyLaneExtractor.Find(first).Concat(PolicyLaneExtractor.Find(second).Select(one => one with { Start = one.Start + first.Length + 1 })))
            {
                if (!whole.Exists(one => one.Start < evidence.Start + evidence.Length && evidence.Start < one.Start + one.Length))
                    throw new InvalidOperationException($"{evidence} is lost");
            }
        },
        iter: 40_000);

    [Fact]
    public void Any_text_is_read_to_its_end() => Gen.String[Gen.Char, 0, 80].Sample(text => { PolicyLaneExtractor.Find(text); }, iter: 20_000);

    [Theory]
    [InlineData("\u200Ba")]
    [InlineData("а@b.")]
    [InlineData("𝟒")]
    [InlineData("my name is A ")]
    [InlineData("Mr A. ")]
    [InlineData("born 1/")]
    [InlineData("1 A ")]
    [InlineData("1.1.1.1 ")]
    [InlineData("::1")]
    [InlineData("AB 12 ")]
    [InlineData("salary ")]
    [InlineData("I'm ")]
    [InlineData("TXkgcGFz")]
    [InlineData("TXkgcGFzc3dvcmQ6IGExYjJjM2Q0ZTU= ")]
    [InlineData("Regards,\n")]
    [InlineData("zip code 1 ")]
    public void Five_million_characters_are_read_to_their_end(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, 5_000_000 / pattern.Length));

        // A detector that is not linear would not come back from this.
        PolicyLaneExtractor.Find(text).TrueForAll(evidence => evidence.Start + evidence.Length <= text.Length).Should().BeTrue();
    }

    [Fact]
    public async Task A_text_with_nothing_in_it_costs_no_memory()
    {
        var extractor = new PolicyLaneExtractor();
        var request = Given.Request("Hello, we are a bakery of forty people (Müller & Söhne) with 3 shops since 2019: what does it cost, and how long does it take? Kind regards, Marta");
        var allocated = long.MaxValue;

        // What the compiler has not optimized yet, of the framework's searches too, may allocate by itself.
        for (var round = 0; round < 5_000 && allocated > 0; round++)
            allocated = await Allocated(200);

        (request.Text.Length > 100, allocated).Should().Be((true, 0));

        async Task<long> Allocated(int times)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
                await extractor.ExtractAsync(request, CancellationToken.None);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
