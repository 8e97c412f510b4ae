namespace TieredRouting.Evaluation.Tests.Training;

public sealed class AuditedOutcomesTests
{
    [Fact]
    public void The_answer_of_the_last_call_went_out()
    {
        Of(Call(Accepted("large")), Call(Accepted("small"))).Answered.Should().Be(PairedEndpoint.Small);
        Of(Call(Accepted("small")), Call(Accepted("large"))).Answered.Should().Be(PairedEndpoint.Large);
        Of(Call(Accepted("small")), Call(Accepted("another"))).Answered.Should().BeNull();
    }

    [Theory]
    [InlineData("heldForApproval")]
    [InlineData("humanReview")]
    [InlineData("failedClosed")]
    [InlineData("cancelled")]
    [InlineData("of a later version")]
    [InlineData(null)]
    public void Only_what_was_released_went_out(string? outcome) => Of(Call(Accepted("small")) with { Outcome = outcome }).Answered.Should().BeNull();

    [Fact]
    public void An_answer_that_several_calls_made_is_theirs_where_all_went_to_one_endpoint()
    {
        Of(Call(Accepted("small", "pass"), Accepted("small", "pass"))).Answered.Should().Be(PairedEndpoint.Small);
        Of(Call(Accepted("small", "pass"), Accepted("large", "pass"))).Answered.Should().BeNull();
    }

    [Theory]
    [InlineData("judge")]
    [InlineData("classifier")]
    [InlineData("shadow")]
    [InlineData("of a later version")]
    [InlineData(null)]
    public void Calls_that_serve_no_answer_tell_nothing(string? kind) =>
        Of(Call(Refused("small", "refusal") with { Kind = kind }, Accepted("large"), Accepted("small", kind))).Should().Be(new AuditedOutcome(PairedEndpoint.Large, SmallFailed: false, LargeFailed: false, WasWrong: null));

    [Fact]
    public void A_refusal_counts_in_whichever_call_it_was()
    {
        Of(Call(Refused("small", "schemaFailure")), Call(Accepted("another"))).SmallFailed.Should().BeTrue();
        Of(Call(Refused("large", "schemaFailure")), Call(Accepted("another"))).LargeFailed.Should().BeTrue();
        Of(Call(Accepted("another")), Call(Refused("large", "schemaFailure"))).LargeFailed.Should().BeTrue();
    }

    [Theory]
    [InlineData("approvalDecided")]
    [InlineData("promiseBroken")]
    [InlineData("of a later version")]
    public void Other_events_are_no_calls_and_say_nothing(string happened) =>
        Of(Call(Accepted("small")), new AuditEntry { Version = 1, Event = happened, Route = "r", Details = Details("thumbsDown") }).Should().Be(new AuditedOutcome(PairedEndpoint.Small, SmallFailed: false, LargeFailed: false, WasWrong: null));

    [Fact]
    public void The_first_word_that_tells_right_from_wrong_counts_wherever_it_stands()
    {
        Of(Call(Accepted("small")), Said("business"), Said("thumbsDown"), Said("accepted")).WasWrong.Should().BeTrue();
        Of(Said("accepted"), Call(Accepted("small")), Said("thumbsDown")).WasWrong.Should().BeFalse();
    }

    [Fact]
    public void A_gate_that_could_not_tell_says_nothing_of_the_answer()
    {
        Of(Call(Refused("small", "gateFailure", "the gate 'a' could not tell"))).SmallFailed.Should().BeFalse();
        Of(Call(Refused("small", "gateFailure", "the gate 'a' could not tell", "the gate 'b' refused it"))).SmallFailed.Should().BeTrue();
        Of(Call(Refused("small", "gateFailure", "it calls a tool that was not offered"))).SmallFailed.Should().BeTrue();
        Of(Call(Refused("small", "gateFailure"))).SmallFailed.Should().BeTrue();
    }

    [Fact]
    public void An_answer_that_broke_off_on_its_way_was_not_cut_off_for_its_length()
    {
        Of(Call(Refused("small", "truncated") with { Error = "unfinished" })).SmallFailed.Should().BeFalse();
        Of(Call(Refused("small", "truncated"))).SmallFailed.Should().BeTrue();
    }

    [Fact]
    public void How_often_the_large_endpoint_rescues_is_told_by_the_requests_where_both_were_asked()
    {
        var outcomes = new AuditedOutcomes("small", "large");
        foreach (var route in (string[])["1", "2", "3"])
        {
            outcomes.Add(Call(Refused("small", "refusal"), Accepted("large")) with { Route = route });
            outcomes.Add(Said(route == "3" ? "thumbsDown" : "accepted") with { Route = route });
        }

        outcomes.Add(Call(Refused("small", "refusal"), Refused("large", "refusal")) with { Route = "4" });
        outcomes.Add(Call(Refused("small", "refusal"), Accepted("large")) with { Route = "nobody judged it" });
        outcomes.Add(Call(Accepted("small")) with { Route = "only the small one" });
        outcomes.Conclude();

        outcomes.Rescued.Should().Be(0.5);
    }

    [Fact]
    public void Where_both_never_were_asked_nothing_is_known_of_rescues()
    {
        var outcomes = new AuditedOutcomes("small", "large");
        outcomes.Add(Call(Accepted("small")));
        outcomes.Add(Said("thumbsDown"));
        outcomes.Conclude();

        outcomes.Rescued.Should().BeNull();
    }

    private static AuditedOutcome Of(params AuditEntry[] entries)
    {
        var outcomes = new AuditedOutcomes("small", "large");
        foreach (var entry in entries)
            outcomes.Add(entry);
        outcomes.TryTake("r", out var outcome).Should().BeTrue();
        outcomes.TryTake("r", out _).Should().BeFalse("it is given once");
        return outcome;
    }

    private static AuditEntry Call(params AuditAttempt[] attempts) => new() { Version = 1, Route = "r", Attempts = attempts, Outcome = "released" };

    private static AuditEntry Said(string feedback) => new() { Version = 1, Event = "feedback", Route = "r", Details = Details(feedback) };

    private static Dictionary<string, string?> Details(string feedback) => new() { ["feedback"] = feedback };

    private static AuditAttempt Accepted(string endpoint, string? kind = "answer") => new() { Kind = kind, Endpoint = endpoint };

    private static AuditAttempt Refused(string endpoint, string trigger, params string[] rules) =>
        new() { Kind = "answer", Endpoint = endpoint, Verdict = [trigger], Violations = [.. rules.Select(rule => new AnswerViolation("", rule))] };
}
