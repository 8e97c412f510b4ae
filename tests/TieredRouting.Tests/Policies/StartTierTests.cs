using TieredRouting.Policies;
using TieredRouting.Tiers;

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
        var (index, reasons) = Start(Given.Contract(options => options.StartTier = "MINI"), Given.ThreeTiers, maxIndex: 2);

        index.Should().Be(1);
        reasons.Should().Equal(new Reason("start", null, "start mini", "the contract says so"));
    }

    [Fact]
    public void The_reason_names_the_intent() =>
        Start(Given.Contract(options => options.Intent = TaskIntent.GenerateCode), Given.ThreeTiers, maxIndex: 2).Reasons.Single()
            .Should().Be(new Reason("start", null, "start full", "the intent is generateCode"));

    [Fact]
    public void An_intent_only_suggests_so_it_stops_at_the_contracts_highest_tier() =>
        Start(Given.Contract(options => options.Intent = TaskIntent.GenerateCode), Given.ThreeTiers, maxIndex: 1).Index.Should().Be(1);

    [Fact]
    public void On_a_ladder_of_two_the_middle_is_the_large_one() =>
        Start(Given.Contract(options => options.Intent = TaskIntent.Answer), Given.Ladder("nano", "full"), maxIndex: 1).Index.Should().Be(1);

    [Theory]
    [InlineData("full", "the budget 'all'", "nano", "start budget")]
    [InlineData("nano", "the budget 'all'", "nano", "start")]
    [InlineData("full", null, "full", "start")]
    public void A_budget_lowers_the_start_and_says_so_where_it_does(string start, string? degradedBy, string tier, string reasons)
    {
        var (index, given) = StartTier.Of(Given.Contract(options => options.StartTier = start), Given.ThreeTiers, maxIndex: 2, TierLimits.None, degradedBy);

        Given.ThreeTiers.Tiers[index].Name.Should().Be(tier);
        string.Join(' ', given.Select(reason => reason.Rule)).Should().Be(reasons);
    }

    private static (int Index, IEnumerable<Reason> Reasons) Start(Contract contract, TierLadder ladder, int maxIndex) => StartTier.Of(contract, ladder, maxIndex, TierLimits.None, degradedBy: null);

    private static string Of(TaskIntent intent, int? maxOutput = null) => Given.ThreeTiers.Tiers[Start(Given.Contract(options => (options.Intent, options.MaxOutputTokens) = (intent, maxOutput)), Given.ThreeTiers, maxIndex: 2).Index].Name;
}
