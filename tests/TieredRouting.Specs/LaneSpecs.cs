using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class LaneSpecs
{
    [Theory]
    [InlineData("Please answer ann@example.org")]
    [InlineData("Her SSN is 460-89-9847")]
    [InlineData("My name is Ann Berg")]
    [InlineData("She lives at 12 Crown Street")]
    [InlineData("Blocked: 203.0.113.7")]
    [InlineData("He was born on 3/11/1984")]
    [InlineData("password: a1b2c3d4")]
    [InlineData("My salary was not paid")]
    [InlineData("His diagnosis is here")]
    [InlineData("Our client filed a lawsuit")]
    [InlineData("ann@exam\u200Bple.org")]
    [InlineData("see dGhlIHBhc3N3b3JkOiBhMWIyYzNkNGU1 there")]
    public async Task What_asks_for_care_goes_to_endpoints_that_may_see_it(string text)
    {
        using var router = Closed();

        var decision = await router.Plan(text);

        (decision.Lane, decision.Tier).Should().Be((Lane.Sensitive, "closed"));
    }

    [Fact]
    public async Task Anything_else_goes_to_any_endpoint()
    {
        using var router = Closed();

        var decision = await router.Plan("What is the average salary of a doctor?");

        (decision.Lane, decision.Tier).Should().Be((Lane.Standard, "open"));
    }

    [Fact]
    public async Task A_recognizer_of_the_application_makes_the_lane_sensitive_too()
    {
        using var router = Closed(new Names());

        var decision = await router.Plan("Tell Ann");

        decision.Lane.Should().Be(Lane.Sensitive);
        decision.Signals["policyLane"]!.Evidence.Should().Equal(new SignalEvidence("person", 5, 3));
    }

    [Fact]
    public async Task A_recognizer_that_fails_takes_nothing_away()
    {
        using var router = Closed(new Broken());

        var decision = await router.Plan("Tell ann@example.org");

        decision.Lane.Should().Be(Lane.Sensitive);
        decision.Signals["policyLane"]!.Text("incomplete").Should().Contain("'broken'").And.NotContain("secret");
        router.Logs.LatestRecord.Message.Should().Contain("'broken'").And.NotContain("secret");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recognizer_that_cannot_tell_makes_the_lane_sensitive(bool isLate)
    {
        using var router = Closed(isLate ? new Late() : new Broken());

        var planning = router.Plan("Tell Ann").AsTask();
        if (isLate)
            router.Time.Advance(TimeSpan.FromMinutes(1));
        var decision = await planning;

        (decision.Lane, decision.Tier).Should().Be((Lane.Sensitive, "closed"));
        decision.Signals["policyLane"].Should().BeNull();
        decision.Reasons.Should().ContainSingle(reason => reason.Rule == "policy-lane").Which.Because.Should().StartWith($"the text could not be looked through: the recognizer '{(isLate ? "late" : "broken")}'").And.NotContain("secret");
    }

    [Fact]
    public async Task What_one_recognizer_finds_of_no_matter_does_not_hide_that_another_failed()
    {
        using var router = Closed(new Names("weather"), new Broken());

        var decision = await router.Plan("Tell Ann");

        decision.Lane.Should().Be(Lane.Sensitive);
        decision.Signals["policyLane"]!.Text().Should().Be("weather");
    }

    private static Router Closed(params ITextRecognizer[] recognizers) => Router.With(
        contract => contract.ForIntent(TaskIntent.Classify).WithTiers(min: "open"),
        routing =>
        {
            routing
                .AddTier("open", tier => tier.UseClient(new ScriptedChatClient()).PricedAt(1, 1))
                .AddTier("closed", tier => tier.UseClient(new ScriptedChatClient()).PricedAt(1, 1).AllowSensitive());
            foreach (var recognizer in recognizers)
                routing.AddRecognizer(recognizer);
        });

    private sealed class Names(string kind = "person") : ITextRecognizer
    {
        public string Name => "names";

        public ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken)
        {
            found.Add(new SignalEvidence(kind, text.IndexOf("Ann", StringComparison.Ordinal), 3));
            return default;
        }
    }

    private sealed class Late : ITextRecognizer
    {
        public string Name => "late";

        public ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken) => new(new TaskCompletionSource().Task);
    }

    private sealed class Broken : ITextRecognizer
    {
        public string Name => "broken";

        public ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken) => throw new InvalidOperationException("secret");
    }
}
