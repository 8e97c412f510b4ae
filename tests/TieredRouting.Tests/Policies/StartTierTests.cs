using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class StartTierTests
{
    public static TheoryData<TaskIntent, string> Intents => new()
    {
        { TaskIntent.Classify, "nano" },
        { TaskIntent.Extract, "nano" },
        { TaskIntent.Transform, "nano" },
        { TaskIntent.Rewrite, "nano" },
        { TaskIntent.Summarize, "mini" },
        { TaskIntent.Answer, "mini" },
        { TaskIntent.Draft, "mini" },
        { TaskIntent.Analyze, "mini" },
        { TaskIntent.Plan, "full" },
        { TaskIntent.GenerateCode, "full" },
        { TaskIntent.ReviewPolicy, "full" },
        { TaskIntent.UseTools, "full" },
    };

    [Theory]
    [MemberData(nameof(Intents))]
    public void The_intent_says_where_to_start(TaskIntent intent, string tier) => Of(intent).Should().Be(tier);

    [Fact]
    public void Every_intent_has_a_start() => Intents.Count.Should().Be(Enum.GetValues<TaskIntent>().Length);

    [Theory]
    [InlineData(1, "nano")]
    [InlineData(512, "nano")]
    [InlineData(513, "mini")]
    public void A_bounded_summary_starts_small(int tokens, string tier) => Of(TaskIntent.Summarize, maxOutput: tokens).Should().Be(tier);

    [Fact]
    public void What_the_contract_says_wins()
    {
        var (index, reason) = StartTier.Of(Given.Contract(options => options.StartTier = "MINI"), Given.ThreeTiers, maxIndex: 2);

        index.Should().Be(1);
        reason.Should().Be(new Reason("start", null, "start mini", "the contract says so"));
    }

    [Fact]
    public void The_reason_names_the_intent() =>
        StartTier.Of(Given.Contract(options => options.Intent = TaskIntent.GenerateCode), Given.ThreeTiers, maxIndex: 2).Reason
            .Should().Be(new Reason("start", null, "start full", "the intent is generateCode"));

    [Fact]
    public void An_intent_only_suggests_so_it_stops_at_the_contracts_highest_tier() =>
        StartTier.Of(Given.Contract(options => options.Intent = TaskIntent.GenerateCode), Given.ThreeTiers, maxIndex: 1).Index.Should().Be(1);

    [Fact]
    public void On_a_ladder_of_two_the_middle_is_the_large_one() =>
        StartTier.Of(Given.Contract(options => options.Intent = TaskIntent.Answer), Given.Ladder("nano", "full"), maxIndex: 1).Index.Should().Be(1);

    private static string Of(TaskIntent intent, int? maxOutput = null) => Given.ThreeTiers.Tiers[StartTier.Of(Given.Contract(options => (options.Intent, options.MaxOutputTokens) = (intent, maxOutput)), Given.ThreeTiers, maxIndex: 2).Index].Name;
}
