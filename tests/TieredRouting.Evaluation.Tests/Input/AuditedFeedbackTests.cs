namespace TieredRouting.Evaluation.Tests.Input;

public sealed class AuditedFeedbackTests
{
    [Theory]
    [InlineData("0", false)]
    [InlineData("0.25", true)]
    [InlineData("unreadable", true)]
    [InlineData("NaN", true)]
    [InlineData(null, true)]
    public void A_correction_was_none_only_where_it_is_known_that_no_word_changed(string? editDistance, bool wasWrong) =>
        AuditedFeedback.WasWrong(Said("corrected", ("editDistance", editDistance))).Should().Be(wasWrong);

    [Theory]
    [InlineData("accepted", false)]
    [InlineData("thumbsUp", false)]
    [InlineData("thumbsDown", true)]
    [InlineData("reAsked", true)]
    [InlineData("rolledBack", true)]
    [InlineData("business", null)]
    [InlineData("of a later version", null)]
    [InlineData(null, null)]
    public void Some_words_tell_right_from_wrong(string? feedback, bool? wasWrong) => AuditedFeedback.WasWrong(Said(feedback)).Should().Be(wasWrong);

    [Fact]
    public void What_was_found_out_nobody_said() => AuditedFeedback.WasWrong(Said("reAsked", ("detected", "true"))).Should().BeNull();

    private static AuditEntry Said(string? feedback, params (string Name, string? Value)[] more)
    {
        var details = more.ToDictionary(detail => detail.Name, detail => detail.Value);
        details["feedback"] = feedback;
        return new AuditEntry { Version = 1, Event = "feedback", Route = "r", Details = details };
    }
}
