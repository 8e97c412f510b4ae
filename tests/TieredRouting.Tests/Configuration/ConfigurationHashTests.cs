using CsCheck;
using TieredRouting.Configuration;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Configuration;

public sealed class ConfigurationHashTests
{
    [Fact]
    public void The_same_configuration_has_the_same_hash() => Hash().Should().Be(Hash()).And.MatchRegex("^[0-9a-f]{16}$");

    [Fact]
    public void Every_change_of_data_changes_the_hash() => new[]
    {
        Hash(),
        Hash(routing => routing.WithCurrency("EUR")),
        Hash(routing => routing.AddTier("full", tier => tier.UseModel("large"))),
        Hash(tier: tier => tier.PricedAt(0.3m, 1.25m)),
        Hash(tier: tier => tier.UseModel("other")),
        Hash(tier: tier => tier.InRegions("eu")),
        Hash(tier: tier => tier.AllowSensitive()),
        Hash(tier: tier => tier.WithContextWindow(1_000)),
        Hash(tier: tier => tier.WithMaxOutput(1_000)),
        Hash(contract: contract => contract.ForIntent(TaskIntent.Plan)),
        Hash(contract: contract => contract.StartAt("nano")),
        Hash(contract: contract => contract.WithTiers(max: "nano")),
        Hash(contract: contract => contract.OwnedBy("sales")),
        Hash(contract: contract => contract.WithSchema("""{"type":"object"}""")),
        Hash(contract: contract => contract.WithRisk(business: RiskLevel.High)),
        Hash(contract: contract => contract.AtMost(attempts: 2)),
        Hash(contract: contract => contract.AtMost(cost: 0.05m)),
        Hash(contract: contract => contract.AtMost(deadline: TimeSpan.FromSeconds(5))),
        Hash(contract: contract => contract.On(Trigger.Timeout, then => then.Escalate())),
        Hash(contract: contract => contract.On(Trigger.Timeout, then => then.RetrySameTier(1).Escalate())),
        Hash(contract: contract => contract.WithGates("pii")),
        Hash(contract: contract => contract.WithResidency("eu")),
        Hash(contract: contract => contract.WithApproval(ApprovalMode.Always)),
        Hash(contract: contract => contract.WithRoutineTools("note")),
        Hash(contract: contract => contract.WithBlastRadius(recipients: 5)),
        Hash(contract: contract => contract.WithPrompt("Extract.")),
        Hash(contract: contract => contract.WithMaxOutput(100)),
        Hash(contract: contract => contract.WithQuality(0.9)),
        Hash(contract: contract => contract.WithLatency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))),
        Hash(contract: contract => contract.WhenUnroutable(UnroutableAction.HumanReview)),
    }.Should().OnlyHaveUniqueItems();

    [Fact]
    public void What_is_no_data_does_not_change_the_hash()
    {
        using var client = new ScriptedChatClient();

        Hash(routing => routing.WriteTo.Sink(new RecordingAuditSink()), tier => tier.UseClient(client).Through(_ => { })).Should().Be(Hash());
    }

    [Fact]
    public void The_order_in_which_names_are_declared_does_not_change_the_hash() => Gen.Shuffle((string[])["a", "B", "c", "d"]).Sample(names =>
        Hash(Named(names), Endpoints(names), Surfaces(names)).Should().Be(Hash(Named("a", "B", "c", "d"), Endpoints("a", "B", "c", "d"), Surfaces("a", "B", "c", "d"))));

    private static Action<TieredRoutingBuilder> Named(params string[] names) => routing => Array.ForEach(names, name => routing.AddContract(name, contract => contract.OwnedBy(name)));

    private static Action<TierBuilder> Endpoints(params string[] names) => tier => Array.ForEach(names, name => tier.AddEndpoint(name, endpoint => endpoint.UseModel(name)));

    private static Action<ContractBuilder> Surfaces(params string[] names) => contract => Array.ForEach(names, name => contract.WithLatency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(name[0]), name));

    private static string Hash(Action<TieredRoutingBuilder>? routing = null, Action<TierBuilder>? tier = null, Action<ContractBuilder>? contract = null)
    {
        var builder = new TieredRoutingBuilder();
        builder.AddTier("nano", nano =>
        {
            nano.UseModel("small").PricedAt(0.2m, 1.25m);
            tier?.Invoke(nano);
        });
        builder.AddContract("lead", lead =>
        {
            lead.ForIntent(TaskIntent.Extract);
            contract?.Invoke(lead);
        });
        routing?.Invoke(builder);
        return ConfigurationHash.Of(builder.Options, builder.Options.Contracts.Select(pair => ConfigurationHash.Of(pair.Key, pair.Value)));
    }
}
