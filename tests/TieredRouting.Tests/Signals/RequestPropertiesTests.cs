using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class RequestPropertiesTests
{
    private static readonly Gen<string> Text = Gen.OneOf("gold", "de-smb", "Übung \"quoted\"", "a/b\\c", "日本", "x");

    private static readonly Gen<RequestFacts> Facts =
        from recipients in Gen.Long[0, long.MaxValue].Nullable(0.3)
        from records in Gen.Long[0, 1_000_000].Nullable(0.3)
        from amount in Gen.Long[0, long.MaxValue].Select(cents => cents / 100m).Nullable(0.3)
        from tier in Text.Null(0.3)
        from confidence in Gen.Int[0, 1_000].Select(share => share / 1_000d).Nullable(0.3)
        from cohort in Text.Null(0.3)
        from surface in Text.Null(0.3)
        from workflow in Text.Null(0.3)
        from step in Text.Null(0.3)
        select new RequestFacts
        {
            Recipients = recipients,
            Records = records,
            Amount = amount,
            UserTier = tier,
            RetrievalConfidence = confidence,
            Cohort = cohort,
            Surface = surface,
            Workflow = workflow,
            Step = workflow is null ? null : step,
        };

    [Fact]
    public void What_is_stated_is_read_back() => Facts.Sample(facts => RequestProperties.FactsOf(Stated(facts)).Should().Be(facts), iter: 500);

    [Fact]
    public void What_is_stated_is_read_back_from_json() =>
        Facts.Sample(facts =>
        {
            var options = Stated(facts).WithContract("lead");
            var json = JsonSerializer.Serialize(options.AdditionalProperties, AIJsonUtilities.DefaultOptions);
            var read = new ChatOptions { AdditionalProperties = JsonSerializer.Deserialize<AdditionalPropertiesDictionary>(json, AIJsonUtilities.DefaultOptions) };

            RequestProperties.FactsOf(read).Should().Be(facts);
            RequestProperties.ContractOf(read).Should().Be("lead");
        }, iter: 500);

    [Fact]
    public void Only_strings_numbers_and_booleans_are_written() =>
        Facts.Sample(facts => (Stated(facts).AdditionalProperties ?? []).Values.Should().NotContain(value => !(value is string || value is long || value is decimal || value is double || value is bool)), iter: 100);

    [Fact]
    public void Nothing_stated_is_no_fact()
    {
        RequestProperties.FactsOf(null).Should().BeSameAs(RequestFacts.None);
        RequestProperties.FactsOf(new ChatOptions()).Should().BeSameAs(RequestFacts.None);
        RequestProperties.ContractOf(new ChatOptions()).Should().BeNull();
    }

    [Fact]
    public void What_others_put_into_the_properties_is_left_alone() =>
        RequestProperties.FactsOf(With("vendor.flag", new object())).Should().Be(RequestFacts.None);

    [Fact]
    public void A_misspelt_fact_is_refused() =>
        FluentActions.Invoking(() => RequestProperties.FactsOf(With("tiered_routing.recipient", 3))).Should().Throw<InvalidOperationException>().WithMessage("*'tiered_routing.recipient' is no fact*");

    [Theory]
    [InlineData("recipients", -1)]
    [InlineData("recipients", 1.5)]
    [InlineData("recipients", "3")]
    [InlineData("records", double.NaN)]
    [InlineData("records", 1e300)]
    [InlineData("amount", -0.01)]
    [InlineData("amount", double.PositiveInfinity)]
    [InlineData("retrieval_confidence", 1.01)]
    [InlineData("retrieval_confidence", true)]
    [InlineData("user_tier", "")]
    [InlineData("cohort", 3)]
    [InlineData("step", null)]
    public void A_fact_that_makes_no_sense_is_refused_by_name(string fact, object? value) =>
        FluentActions.Invoking(() => RequestProperties.FactsOf(With($"tiered_routing.{fact}", value))).Should().Throw<InvalidOperationException>().WithMessage($"*'tiered_routing.{fact}' must be*");

    [Fact]
    public void A_contract_that_is_no_text_is_refused() =>
        FluentActions.Invoking(() => RequestProperties.ContractOf(With(RequestProperties.Contract, 3))).Should().Throw<InvalidOperationException>().WithMessage("*must be text*");

    private static ChatOptions With(string name, object? value) => new() { AdditionalProperties = new AdditionalPropertiesDictionary { [name] = value } };

    private static ChatOptions Stated(RequestFacts facts) => new ChatOptions().WithRouting(state =>
    {
        if (facts.Recipients is { } recipients)
            state.Recipients(recipients);
        if (facts.Records is { } records)
            state.Records(records);
        if (facts.Amount is { } amount)
            state.Amount(amount);
        if (facts.UserTier is { } tier)
            state.UserTier(tier);
        if (facts.RetrievalConfidence is { } confidence)
            state.RetrievalConfidence(confidence);
        if (facts.Cohort is { } cohort)
            state.Cohort(cohort);
        if (facts.Surface is { } surface)
            state.Surface(surface);
        if (facts.Workflow is { } workflow)
            state.Workflow(workflow, facts.Step);
    });
}
