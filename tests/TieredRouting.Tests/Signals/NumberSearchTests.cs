using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class NumberSearchTests
{
    private static readonly string[] Pieces =
    [
        "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "10.0.0.12", "fe80::1:2", "+44 20 7946 0018", "phone ", "12 Crown Street", "SW1A 1AA", "ssn 078-05-1120", "AB 12 34 56 C",
        " ", ", ", "7", "x", "\u00A0", "é", "–",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char["0123456789 -./"].Array[5, 80].Select(units => new string(units)),
        Gen.Int[0, Pieces.Length - 1].Array[1, 12].Select(pieces => string.Concat(pieces.Select(piece => Pieces[piece]))));

    [Theory]
    [InlineData("(123%", "123")]
    [InlineData("(12% 123% (123", "")]
    [InlineData("(123)(123%(123%", "123 123")]
    public void A_detector_is_asked_about_groups_of_which_all_fits_its_signs(string text, string asked)
    {
        var detector = new Listener(new DigitSigns { Length = length => length == 3, Before = unit => unit == '(', Behind = unit => unit == '%' });

        new NumberSearch(detector).Find(text);

        detector.Asked.Should().Equal(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("(12% 3 45%", "12 45")]
    [InlineData("(1 2 3) (4", "1 4")]
    public void Of_several_signs_any_is_enough_and_asks_once(string text, string asked)
    {
        var detector = new Listener(new DigitSigns { Before = unit => unit == '(' }, new DigitSigns { Behind = unit => unit == '%' });

        new NumberSearch(detector).Find(text);

        detector.Asked.Should().Equal(asked.Split(' '));
    }

    [Theory]
    [InlineData("a(12 3) 4", "12")]
    [InlineData("(12", "")]
    [InlineData("12)b c-1", "12")]
    [InlineData("12)", "")]
    public void Second_units_on_either_side_are_signs_too(string text, string asked)
    {
        var detector = new Listener(new DigitSigns { Before = unit => unit == '(', SecondBefore = char.IsAsciiLetter }, new DigitSigns { Behind = unit => unit == ')', SecondBehind = char.IsAsciiLetter });

        new NumberSearch(detector).Find(text);

        detector.Asked.Should().Equal(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("12 (34-5) 6", "12")]
    [InlineData("12 34 5x6", "")]
    [InlineData("1\u00A0234/56 x 9", "1 234")]
    public void A_detector_may_need_so_many_digits_in_groups_behind(string text, string asked)
    {
        var detector = new Listener(new DigitSigns { LeastDigits = asked.StartsWith("1 ", StringComparison.Ordinal) ? 5 : 6 });

        new NumberSearch(detector).Find($"{text}{new string('x', 64)}");

        detector.Asked.Should().Equal(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Each_detector_has_its_own_signs()
    {
        var (first, second) = (new Listener(new DigitSigns { Length = length => length == 1 }, new DigitSigns { Length = length => length == 2 }), new Listener(new DigitSigns { Length = length => length == 3 }));

        new NumberSearch(first, second).Find("1 22 333");

        (string.Join(' ', first.Asked), string.Join(' ', second.Asked)).Should().Be(("1 22", "333"));
    }

    [Theory]
    [InlineData("\u00A012 3", "12")]
    [InlineData("12\u2011", "")]
    public void Units_beyond_ASCII_are_signs_too(string text, string asked)
    {
        var detector = new Listener(new DigitSigns { Before = unit => unit == '\u00A0' });

        new NumberSearch(detector).Find(text);

        detector.Asked.Should().Equal(asked.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("a 1", 1)]
    [InlineData("1 a", 1)]
    [InlineData("1 2 3 4 a", 4)]
    [InlineData("1 2 3 4", 0)]
    public void A_detector_that_needs_a_letter_is_not_asked_where_none_is_near(string text, int times)
    {
        var detector = new Listener(new DigitSigns { WithLetter = true });

        new NumberSearch(detector).Find(text);
        new NumberSearch(detector).Find($"{text}{new string(' ', 200)}");

        detector.Asked.Should().HaveCount(2 * times);
    }

    [Fact]
    public void Letters_far_away_are_not_near()
    {
        var detector = new Listener(new DigitSigns { WithLetter = true });

        new NumberSearch(detector).Find($"a{new string(' ', 100)}1{new string(' ', 100)}a");

        detector.Asked.Should().BeEmpty();
    }

    [Fact]
    public void Many_findings_take_hardly_more_memory_than_they_need()
    {
        var found = new NumberSearch(new NationalIdDetector()).Find(string.Concat(Enumerable.Repeat("078-05-1120 ", 5_000)))![0]!;

        found.Count.Should().Be(5_000);
        found.Capacity.Should().BeLessThan(5_500);
    }

    [Fact]
    public void What_one_finds_does_not_depend_on_the_others()
    {
        NumberDetector[] all = [new IbanDetector(), new CreditCardDetector(), new NationalIdDetector(), new IpAddressDetector(), new AddressDetector(), new PhoneDetector()];
        var together = new NumberSearch(all);

        Texts.Sample(
            text =>
            {
                var found = together.Find(text) ?? new List<SignalEvidence>?[all.Length];
                for (var i = 0; i < all.Length; i++)
                {
                    var alone = new List<SignalEvidence>();
                    all[i].Find(text, alone);
                    (found[i] ?? []).Should().Equal(alone);
                }
            },
            iter: 20_000);
    }

    /// <summary>Finds nothing, and keeps what it was asked about.</summary>
    private sealed class Listener(params DigitSigns[] signs) : NumberDetector("listener", signs)
    {
        public List<string> Asked { get; } = [];

        public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
        {
            Asked.Add(text[group.Start..group.End].ToString());
            return (0, -1, group.End);
        }
    }
}
