using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class RefusalTextTests
{
    [Theory]
    [InlineData("I cannot provide that.")]
    [InlineData("I can't help you with this request.")]
    [InlineData("I can’t help you with this request.")]
    [InlineData("  I'm unable to share somebody's address.")]
    [InlineData("I am not able to answer.")]
    [InlineData("I won't write this for you.")]
    [InlineData("Sorry, but I can't do that.")]
    [InlineData("I'm sorry, but I am not allowed to discuss it.")]
    [InlineData("As an AI language model, I cannot in good conscience generate such a text.")]
    [InlineData("That is a difficult topic. I must decline.")]
    [InlineData("Hello! Unfortunately, I really cannot give an opinion on this.")]
    [InlineData("I do not feel comfortable with it.")]
    [InlineData("I don't have access to their calendar.")]
    [InlineData("I don’t hold personal opinions on parties.")]
    [InlineData("It is not ethical to read somebody's letters.")]
    [InlineData("It's important to remember that threats are never acceptable. Talk to a friend.")]
    [InlineData("That's not something I can help with.")]
    [InlineData("I cannot provide the recipe.\n\nHowever, I can tell you where to ask.")]
    public void A_speaker_who_will_not_or_cannot_help_refuses(string text) => RefusalText.IsRefusal(text).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("42")]
    [InlineData("You cannot divide by zero.")]
    [InlineData("I can not only summarise it, but also translate it.")]
    [InlineData("I'm sorry to hear that your parcel is late. Here is how to track it.")]
    [InlineData("I can't help but admire this proof.")]
    [InlineData("I cannot give this book enough praise.")]
    [InlineData("If I cannot help you, the hotline can.")]
    [InlineData("It explains why I can't answer the phone at night.")]
    [InlineData("Dear Ms. Miller,\n\nI cannot offer a discount this month.")]
    [InlineData("Hi Tom,\nunfortunately I can't help on Friday.")]
    [InlineData("Subject: Friday\n\nI am unable to help.")]
    [InlineData("Here is a polite refusal:\nI cannot help you this week.")]
    [InlineData("\"I cannot help you\" is a sentence of four words.")]
    [InlineData("The sign reads “I cannot help you”.")]
    [InlineData("> I cannot help you.")]
    [InlineData("```\nI cannot help you\n```")]
    [InlineData("{\"answer\":\"I cannot help you\"}")]
    [InlineData("[\"I cannot help you\"]")]
    [InlineData("print('I cannot help you')")]
    [InlineData("It's not a good idea to store passwords in plain text.")]
    [InlineData("I don't have personal opinions, but I can tell you that both teams won twice.")]
    [InlineData("The API cannot help with this.")]
    [InlineData("AI cannot provide warmth.")]
    public void An_answer_that_merely_holds_the_words_does_not(string text) => RefusalText.IsRefusal(text).Should().BeFalse();

    [Fact]
    public void Only_the_beginning_counts()
    {
        const string Answer = "Water boils at 100 degrees. Salt raises that a little. Height lowers it. ";

        RefusalText.IsRefusal(Answer + "I cannot help you further.").Should().BeFalse();
        RefusalText.IsRefusal(new string('a', 600) + " I cannot help you.").Should().BeFalse();
    }

    [Fact]
    public void A_text_of_any_size_costs_no_memory()
    {
        var texts = new[] { new string(' ', 1_000_000), string.Concat(Enumerable.Repeat("i ", 500_000)), string.Concat(Enumerable.Repeat("it is ", 100_000)), "I cannot help." };
        Array.ForEach(texts, static text => RefusalText.IsRefusal(text));

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts)
            RefusalText.IsRefusal(text);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        static void Read(string text) => RefusalText.IsRefusal(text);
        string[] pieces = ["I", " ", "'", "'m", "cannot", "don't", "have", "help", ".", "\n", "it's", "not", "first", ",", ":", "\ud800", "\"", "that", "i", "’"];

        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 24].Select(string.Concat).Sample(Read);
        Gen.Char.Array[0, 40].Select(chars => new string(chars)).Sample(Read);
    }
}
