using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>What cannot be made at start is named like any other error of the configuration.</summary>
public sealed class StartupFailureSpecs
{
    [Fact]
    public void A_captured_client_that_cannot_be_made_is_named() =>
        Errors(services => services.AddChatClient(_ => throw new InvalidOperationException("no apiKey")), tier => tier.UseModel("m"))
            .Should().ContainSingle().Which.Should().StartWith("client:").And.Contain("apiKey");

    [Fact]
    public void A_keyed_client_that_cannot_be_made_is_named() =>
        Errors(services => services.AddKeyedSingleton<IChatClient>("mine", (_, _) => throw new InvalidOperationException("no apiKey")), tier => tier.UseClient("mine"))
            .Should().ContainSingle().Which.Should().StartWith("tiers.only.endpoints.only.client:").And.Contain("apiKey");

    [Fact]
    public void A_contracts_own_client_cannot_be_an_endpoint() =>
        Errors(_ => { }, tier => tier.UseClient("work"))
            .Should().ContainSingle().Which.Should().Contain("'work' is a contract's own client");

    [Fact]
    public void A_sink_that_cannot_be_made_is_named() =>
        Errors(_ => { }, tier => tier.UseClient(new ScriptedChatClient()), routing => routing.AuditTo.Sink(_ => throw new IOException("no such share")))
            .Should().ContainSingle().Which.Should().StartWith("auditTo:").And.Contain("no such share");

    [Theory]
    [InlineData(1, null, 0.6, "passes")]
    [InlineData(6, null, 0.6, "passes")]
    [InlineData(2, "answer", 0.6, "agreeOn")]
    [InlineData(2, "/seat", 0.6, "agreeOn")]
    [InlineData(2, "/seats/0", 0.6, "agreeOn")]
    [InlineData(2, null, 1.5, "similarity")]
    [InlineData(2, null, double.NaN, "similarity")]
    public void A_disagreement_check_that_cannot_be_made_is_named(int passes, string? agreeOn, double similarity, string property) =>
        Errors(_ => { }, tier => tier.UseClient(new ScriptedChatClient()), routing => routing
                .AddContract<Lead>("lead", contract => contract.ForIntent(TaskIntent.Extract).CheckDisagreement(passes, agreeOn, AgreementMode.Text, similarity)))
            .Should().ContainSingle().Which.Should().StartWith($"contracts.lead.disagreement.{property}: ");

    private static IEnumerable<string> Errors(Action<IServiceCollection> register, Action<TierBuilder> tier, Action<TieredRoutingBuilder>? more = null)
    {
        var services = new ServiceCollection();
        register(services);
        services.AddTieredRouting(routing =>
        {
            routing.AddTier("only", tier).AddContract("work", contract => contract.ForIntent(TaskIntent.Draft));
            more?.Invoke(routing);
        });
        using var provider = services.BuildServiceProvider();
        return FluentActions.Invoking(() => provider.GetRequiredService<IChatClient>()).Should().Throw<OptionsValidationException>().Which.Failures;
    }
}
