using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class RoutingFactsTests
{
    [Fact]
    public void Stating_facts_leaves_the_callers_options_alone()
    {
        var options = new ChatOptions { AdditionalProperties = new AdditionalPropertiesDictionary { ["vendor"] = 1 } };

        var stated = options.WithRouting(facts => facts.Recipients(3));

        options.AdditionalProperties.Should().ContainSingle();
        stated.AdditionalProperties.Should().HaveCount(2);
    }

    [Fact]
    public void A_later_statement_wins() =>
        RequestProperties.FactsOf(new ChatOptions().WithRouting(facts => facts.Recipients(3).Recipients(5))).Recipients.Should().Be(5);

    [Fact]
    public void A_workflow_may_name_its_step()
    {
        var facts = RequestProperties.FactsOf(new ChatOptions().WithRouting(state => state.Workflow("weekly-report", "format")));

        (facts.Workflow, facts.Step).Should().Be(("weekly-report", "format"));
    }

    [Fact]
    public void Impossible_facts_are_refused_at_the_call()
    {
        Refused<ArgumentOutOfRangeException>(facts => facts.Recipients(-1));
        Refused<ArgumentOutOfRangeException>(facts => facts.Records(-1));
        Refused<ArgumentOutOfRangeException>(facts => facts.Amount(-0.01m));
        Refused<ArgumentOutOfRangeException>(facts => facts.RetrievalConfidence(1.01));
        Refused<ArgumentOutOfRangeException>(facts => facts.RetrievalConfidence(double.NaN));
        Refused<ArgumentException>(facts => facts.UserTier(" "));
        Refused<ArgumentException>(facts => facts.Cohort(""));
        Refused<ArgumentException>(facts => facts.Surface(null!));
        Refused<ArgumentException>(facts => facts.Workflow("report", ""));
    }

    private static void Refused<TException>(Action<RoutingFacts> state)
        where TException : Exception =>
        FluentActions.Invoking(() => new ChatOptions().WithRouting(state)).Should().Throw<TException>();
}
