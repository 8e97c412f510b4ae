namespace TieredRouting.Evaluation.Tests.Training;

public sealed class AuditedOutcomeTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, null)]
    public void An_answer_that_went_out_counts_whatever_was_refused_before_it(bool? wasWrong, bool? isRight)
    {
        new AuditedOutcome(PairedEndpoint.Small, SmallFailed: true, LargeFailed: false, wasWrong).Small.Should().Be(isRight);
        new AuditedOutcome(PairedEndpoint.Large, SmallFailed: false, LargeFailed: true, wasWrong).Large.Should().Be(isRight);
    }

    [Fact]
    public void Whoever_was_refused_and_did_not_answer_in_the_end_failed()
    {
        var outcome = new AuditedOutcome(Answered: null, SmallFailed: true, LargeFailed: true, WasWrong: null);

        (outcome.Small, outcome.Large, outcome.IsOfBoth).Should().Be((false, false, true));
    }

    [Fact]
    public void What_is_said_is_said_of_the_one_that_answered()
    {
        var outcome = new AuditedOutcome(PairedEndpoint.Large, SmallFailed: false, LargeFailed: false, WasWrong: false);

        (outcome.Small, outcome.Large, outcome.IsOfBoth).Should().Be((null, true, false));
    }
}
