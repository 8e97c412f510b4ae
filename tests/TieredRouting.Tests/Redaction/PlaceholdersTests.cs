using TieredRouting.Redaction;

namespace TieredRouting.Tests.Redaction;

public sealed class PlaceholdersTests
{
    private readonly Placeholders _placeholders = new();

    [Fact]
    public void The_same_value_has_the_same_placeholder_and_each_kind_its_own_numbers()
    {
        var given = new[] { ("email", "ada@example.org"), ("phone", "555 0100"), ("email", "bob@example.org"), ("email", "ada@example.org") };

        given.Select(it => _placeholders.For(it.Item1, it.Item2)).Should().Equal("[email-1]", "[phone-1]", "[email-2]", "[email-1]");
    }

    [Fact]
    public void A_form_that_the_text_has_already_is_left_to_it()
    {
        _placeholders.ForLiteral("[Email-1]").Should().BeNull();

        _placeholders.For("email", "ada@example.org").Should().Be("[email-2]");
        _placeholders.Restore("[email-1] and [email-2]", asJson: false).Should().Be("[email-1] and ada@example.org");
    }

    [Fact]
    public void A_form_that_comes_to_the_text_later_gets_a_placeholder_of_its_own()
    {
        _placeholders.For("email", "ada@example.org");

        _placeholders.ForLiteral("[email-1]").Should().Be("[text-1]");
        _placeholders.Restore("[text-1] is [email-1]", asJson: false).Should().Be("[email-1] is ada@example.org");
    }

    [Theory]
    [InlineData("[EMAIL-1] and [Email-1]", "ada@example.org and ada@example.org")]
    [InlineData("[email-2], [phone-1], email-1", "[email-2], [phone-1], email-1")]
    public void What_a_model_wrote_in_another_case_is_restored_and_what_it_made_up_is_left(string text, string restored)
    {
        _placeholders.For("email", "ada@example.org");

        _placeholders.Restore(text, asJson: false).Should().Be(restored);
    }

    [Fact]
    public void In_json_a_value_is_escaped_and_no_more_than_it_must_be()
    {
        _placeholders.For("credential", "a\"b\\c\nd+é");

        _placeholders.Restore("""{"key":"[credential-1]"}""", asJson: true).Should().Be("""{"key":"a\"b\\c\nd+é"}""");
    }

    [Theory]
    [InlineData("us_ssn")]
    [InlineData("")]
    [InlineData("a kind with a name that is far too long")]
    public void A_kind_that_is_not_written_in_letters_is_restored_too(string kind) =>
        _placeholders.Restore(_placeholders.For(kind, "078-05-1120"), asJson: false).Should().Be("078-05-1120");
}
