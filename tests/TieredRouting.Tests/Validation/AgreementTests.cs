using System.Text.Json;
using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class AgreementTests
{
    private static readonly DisagreementCheck Whole = new();
    private static readonly DisagreementCheck OnAnswer = new(AgreeOn: "/answer");

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char.Array[0, 20].Select(chars => new string(chars)),
        OneOf("$", "18", ",", ".", "1", "234", "50", " ", "-", "EUR", "km", "%", "March", "2026", "/", "yes", "\"", "'", "[", "]", "{", "}", ":", "\"a\"", "e9", "\ud800", "million", "null")
            .Array[0, 8].Select(string.Concat));

    private static readonly Gen<DisagreementCheck> AnyCheck =
        Gen.Select(Gen.Enum<AgreementMode>(), OneOf(null, "", "/a", "/0", "/answer")).Select((mode, pointer) => new DisagreementCheck(AgreeOn: pointer, Mode: mode));

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static bool Agree(string left, string right, AgreementMode mode = AgreementMode.Value) => Agreement.Between(left, right, Whole with { Mode = mode }).Agree;

    [Theory]
    [InlineData("18", "18.00")]
    [InlineData("18", "$18")]
    [InlineData("$18", "18 dollars")]
    [InlineData("USD 18", "$18.0")]
    [InlineData("-$18", "$-18")]
    [InlineData("−18", "-18")]
    [InlineData("8,000", "8000")]
    [InlineData("1,234,567.5", "1234567.50")]
    [InlineData("EUR 1.234,50", "€1,234.50")]
    [InlineData("1.234,50 EUR", "1234.5")]
    [InlineData("1 234,50", "1234.5")]
    [InlineData("1'234.50", "1234.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("$1.5 million", "$1,500,000")]
    [InlineData("50%", "50 percent")]
    [InlineData("50 %", "50 per cent")]
    [InlineData("3 km", "3000 m")]
    [InlineData("1 foot", "12 inches")]
    [InlineData("0.5 kg", "500 g")]
    [InlineData("90 minutes", "1.5 h")]
    [InlineData("18 apples", "18.0 Apples")]
    [InlineData("0", "-0.00")]
    [InlineData("**18**", "18.")]
    [InlineData("1e2", "100")]
    public void Numbers_agree_by_what_they_mean(string left, string right) => ShouldAgree(left, right);

    [Theory]
    [InlineData("18", "81")]
    [InlineData("18", "-18")]
    [InlineData("$18", "€18")]
    [InlineData("50%", "0.5")]
    [InlineData("50%", "50")]
    [InlineData("3 km", "3")]
    [InlineData("3 km", "3 m")]
    [InlineData("5 m", "5 M")]
    [InlineData("5 Mb", "5 MB")]
    [InlineData("5 dozen", "5")]
    [InlineData("18 apples", "18 pears")]
    [InlineData("18 apples", "18")]
    [InlineData("18 pounds", "£18")]
    [InlineData("1,234", "1.234")]
    [InlineData("1.234", "1234")]
    [InlineData("0,123", "123")]
    [InlineData("12,34,567", "1234567")]
    [InlineData("1 2 3", "123")]
    [InlineData("007", "7")]
    [InlineData("+4930", "4930")]
    [InlineData("86 glasses and 42 plates", "86")]
    [InlineData("about 18", "18")]
    [InlineData("5²", "52")]
    [InlineData("1/2", "12")]
    [InlineData("10:30", "1030")]
    [InlineData("100000000000000000000000000000000000000000000000001", "100000000000000000000000000000000000000000000000002")]
    public void Numbers_that_may_mean_two_things_disagree(string left, string right) => ShouldPart(left, right);

    [Theory]
    [InlineData("2026-03-01", "March 1, 2026")]
    [InlineData("2026-03-01", "1 March 2026")]
    [InlineData("1st March 2026", "Mar 1 2026")]
    [InlineData("25/03/2026", "March 25th, 2026")]
    [InlineData("3/25/2026", "25.03.2026")]
    [InlineData("03/04/2026", "03/04/2026")]
    [InlineData("August 21st, 2026", "2026-08-21")]
    [InlineData("21st August 2026", "2026-08-21")]
    [InlineData("August 1st, 2026", "1 Aug 2026")]
    [InlineData("Sept 21, 2026", "2026-09-21")]
    [InlineData("21 Sept. 2026", "September 21st, 2026")]
    public void Dates_agree_by_their_day(string left, string right) => ShouldAgree(left, right);

    [Theory]
    [InlineData("03/04/2026", "April 3, 2026")]
    [InlineData("03/04/2026", "March 4, 2026")]
    [InlineData("03/04/2026", "04/03/2026")]
    [InlineData("2026-03-01", "2026-03-02")]
    [InlineData("Augu 21st, 2026", "2026-08-21")]
    [InlineData("Septe 21, 2026", "2026-09-21")]
    public void A_date_that_may_be_two_days_is_neither(string left, string right) => ShouldPart(left, right);

    [Theory]
    [InlineData("Yes", "true")]
    [InlineData("no.", "FALSE")]
    [InlineData("Berlin", " berlin ")]
    [InlineData("New  York", "new\nyork")]
    [InlineData("“Acme”", "\"acme\"")]
    [InlineData("It’s late.", "it's late")]
    public void Texts_agree_without_case_and_spacing(string left, string right) => ShouldAgree(left, right);

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same_where_the_platform_knows_them()
    {
        Assert.SkipUnless("e\u0301".Normalize() == "\u00e9", "Globalization is invariant here: nothing is composed.");

        ShouldAgree("cafe\u0301", "caf\u00e9");
    }

    [Theory]
    [InlineData("yes", "no")]
    [InlineData("getValue", "getvalue")]
    [InlineData("a,b", "ab")]
    [InlineData("-a", "a")]
    [InlineData("what?", "what")]
    [InlineData("", "0")]
    public void What_may_be_the_whole_difference_counts(string left, string right) => ShouldPart(left, right);

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("0.1e1", "1")]
    [InlineData("123456789012345678901234567890", "1.2345678901234567890123456789e29")]
    [InlineData("true", "\"yes\"")]
    [InlineData("18", "\"$18\"")]
    [InlineData("[1,\"2\"]", "[1.0,2]")]
    [InlineData("{\"a\":1,\"b\":null}", "{\"b\":null,\"a\":1.0}")]
    public void Json_agrees_by_its_values(string left, string right) => ShouldAgree(left, right);

    [Theory]
    [InlineData("1e400", "1e401")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567891")]
    [InlineData("0.1000000000000000055511151231257827", "0.1")]
    [InlineData("null", "\"null\"")]
    [InlineData("null", "false")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[1]", "1")]
    [InlineData("{\"a\":1}", "{\"a\":1,\"b\":1}")]
    [InlineData("{\"a\":1}", "{\"A\":1}")]
    public void Json_with_other_values_disagrees(string left, string right) => ShouldPart(left, right);

    [Theory]
    [InlineData("[1,2,\"Three\"]", "[\"three\",2.0,1]", true)]
    [InlineData("[{\"a\":[1,2]},{\"a\":[]}]", "[{\"a\":[]},{\"a\":[2,1]}]", true)]
    [InlineData("[1,1,2]", "[1,2,2]", false)]
    [InlineData("[1,2]", "[1,2,3]", false)]
    [InlineData("[\"a\",\"bc\"]", "[\"ab\",\"c\"]", false)]
    [InlineData("[[1],[2]]", "[[1,2]]", false)]
    [InlineData("[\"a\",\"b\"]", "[\"aText:b\"]", false)]
    [InlineData("[\"$5\",\"7\"]", "[7,\"5\"]", true)]
    [InlineData("[\"$5\",\"$7\"]", "[\"7\",\"5\"]", true)]
    [InlineData("[5,\"$5\"]", "[\"$5\",\"$5\"]", true)]
    [InlineData("[\"$5\",\"€5\"]", "[5,\"€5\"]", true)]
    [InlineData("[5,\"€5\"]", "[\"$5\",5]", false)]
    [InlineData("[\"$5\"]", "[\"€5\"]", false)]
    [InlineData("[\"5 km\"]", "[5]", false)]
    [InlineData("[{\"item\":\"a\",\"price\":\"$5\"},{\"item\":\"b\",\"price\":5}]", "[{\"item\":\"b\",\"price\":\"$5\"},{\"item\":\"a\",\"price\":5}]", true)]
    [InlineData("[[\"$5\",1],[2]]", "[[2],[1,5]]", true)]
    public void A_set_has_no_order(string left, string right, bool agree)
    {
        Agree(left, right, AgreementMode.Set).Should().Be(agree);
        Agree(right, left, AgreementMode.Set).Should().Be(agree);
    }

    [Theory]
    [InlineData("The parcel arrives on Monday at the office.", "the parcel arrives on monday, at the office", true)]
    [InlineData("The parcel arrives on Monday at the office in town.", "The parcel arrives on Monday at your office in town.", true)]
    [InlineData("The parcel arrives on 3 May at the office in town.", "The parcel arrives on 4 May at the office in town.", false)]
    [InlineData("The parcel will arrive on Monday at the office.", "The parcel will not arrive on Monday at the office.", false)]
    [InlineData("The parcel arrives on Monday at the office.", "Nobody knows where it is.", false)]
    [InlineData("Berlin", "Paris", false)]
    [InlineData("...", "!!!", false)]
    public void Texts_agree_by_their_wording_where_that_is_asked_for(string left, string right, bool agree)
    {
        Agree(left, right, AgreementMode.Text).Should().Be(agree);
        Agree(right, left, AgreementMode.Text).Should().Be(agree);
    }

    [Theory]
    [InlineData("{\"a\":1.0,\"b\":\"x\"}", "{\"b\":\"x\",\"a\":1}", true)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("\"a\"", "\"A\"", false)]
    [InlineData("\"a \"", "\"a\"", false)]
    [InlineData("\"18\"", "18", false)]
    [InlineData("some text", "some  text", false)]
    public void Exact_answers_are_equal_as_json(string left, string right, bool agree) => Agree(left, right, AgreementMode.Exact).Should().Be(agree);

    [Fact]
    public void Only_the_part_that_was_asked_for_has_to_agree()
    {
        Agreement.Between("{\"reasoning\":\"long\",\"answer\":\"$18\"}", "```json\n{\"reasoning\":\"short\",\"answer\":18}\n```", OnAnswer).Should().Be(AgreementResult.Agreed);
        Agreement.Between("[[1],[2]]", "[[1],[3]]", Whole with { AgreeOn = "/0" }).Agree.Should().BeTrue();
    }

    [Theory]
    [InlineData("{\"answer\":1}", "{\"answer\":2}", "Value", "/answer")]
    [InlineData("{\"answer\":[1,2]}", "{\"answer\":[1,3]}", "Value", "/answer/1")]
    [InlineData("{\"answer\":[1,2]}", "{\"answer\":[1]}", "Value", "/answer")]
    [InlineData("{\"answer\":{\"canary\":[1]}}", "{\"answer\":{\"canary\":[2]}}", "Value", "/answer/*/0")]
    [InlineData("{\"answer\":{\"canary\":1}}", "{\"answer\":{\"bird\":1}}", "Value", "/answer")]
    [InlineData("{\"other\":1}", "{\"answer\":1}", "Missing", "/answer")]
    [InlineData("{\"other\":1}", "{\"other\":1}", "Missing", "/answer")]
    [InlineData("{\"answer\":1}", "The answer is 1.", "Unreadable", "/answer")]
    [InlineData("no", "no", "Unreadable", "/answer")]
    public void It_says_why_and_where_they_parted_and_nothing_of_the_answers(string left, string right, string why, string at)
    {
        var result = Agreement.Between(left, right, OnAnswer);

        result.Should().Be(AgreementResult.Parted(Enum.Parse<Parting>(why), at));
        Agreement.Between(right, left, OnAnswer).Should().Be(result);
    }

    [Fact]
    public void Prose_around_a_fence_is_part_of_the_whole_answer() =>
        Agree("Use this:\n```\n[1]\n```\nIt is safe.", "Use this:\n```\n[1]\n```\nIt is dangerous.").Should().BeFalse();

    [Fact]
    public void Whoever_comes_first_the_verdict_is_the_same() =>
        Gen.Select(AnyText, AnyText, AnyCheck).Sample((left, right, check) =>
            Agreement.Between(left, right, check).Agree.Should().Be(Agreement.Between(right, left, check).Agree), iter: 5_000);

    [Fact]
    public void An_answer_agrees_with_itself() =>
        Gen.Select(AnyText, AnyCheck).Sample((text, check) =>
            Agreement.Between(text, text, check).Should().Match<AgreementResult>(result => result.Agree || (check.AgreeOn != null && result.Parting != Parting.Value)), iter: 5_000);

    [Fact]
    public void Json_of_any_shape_agrees_with_itself_and_the_same_spelt_otherwise() =>
        Gen.Select(AnyJson(3), Gen.Enum<AgreementMode>()).Sample((json, mode) =>
        {
            var text = JsonSerializer.Serialize(json);

            Agree(text, $" {text}\n", mode).Should().BeTrue();
            Agree(text, JsonSerializer.Serialize(json, Indented), mode).Should().BeTrue();
        }, iter: 1_000);

    [Fact]
    public void What_agrees_exactly_agrees_by_value_and_in_any_order() =>
        Gen.Select(AnyJson(2), AnyJson(2)).Sample((left, right) =>
        {
            var (first, second) = (JsonSerializer.Serialize(left), JsonSerializer.Serialize(right));
            if (!Agree(first, second, AgreementMode.Exact))
                return;

            Agree(first, second).Should().BeTrue();
            Agree(first, second, AgreementMode.Set).Should().BeTrue();
            Agree(first, second, AgreementMode.Text).Should().BeTrue();
        }, iter: 3_000);

    [Fact]
    public void A_shuffled_list_is_the_same_set() =>
        Gen.Select(AnyJson(2).Array[0, 6], Gen.Int).Sample((items, seed) =>
        {
            var shuffled = items.ToArray();
            new Random(seed).Shuffle(shuffled);

            Agree(JsonSerializer.Serialize(items), JsonSerializer.Serialize(shuffled), AgreementMode.Set).Should().BeTrue();
        }, iter: 1_000);

    [Fact]
    public void Huge_answers_are_compared_all_the_same()
    {
        var (digits, words) = (new string('7', 1_000_000), string.Concat(Enumerable.Repeat("word ", 200_000)));

        Agree(digits, digits + ".0").Should().BeTrue();
        Agree(digits + " km", digits + "000 m").Should().BeFalse("so long a number is not converted");
        Agree(words, words + "more", AgreementMode.Text).Should().BeTrue();
        Agree($"1e{digits}", "1").Should().BeFalse();
        Agree($"1e{digits}", $"1e{digits}").Should().BeTrue();
        Agree(new string('[', 100_000), new string('[', 100_000)).Should().BeTrue();
    }

    private static Gen<object?> AnyJson(int depth)
    {
        var leaf = Gen.OneOf(Gen.Int[-2, 2].Select(number => (object?)number), OneOf<object?>(null, true, "a", "A", "1", "$1", "1 km", ""));
        if (depth == 0)
            return leaf;

        var below = AnyJson(depth - 1);
        return Gen.OneOf(
            leaf,
            below.Array[0, 3].Select(items => (object?)items),
            Gen.Dictionary(OneOf("a", "b", "c"), below)[0, 3].Select(members => (object?)members));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static void ShouldAgree(string left, string right)
    {
        Agree(left, right).Should().BeTrue();
        Agree(right, left).Should().BeTrue();
    }

    private static void ShouldPart(string left, string right)
    {
        Agree(left, right).Should().BeFalse();
        Agree(right, left).Should().BeFalse();
    }
}
