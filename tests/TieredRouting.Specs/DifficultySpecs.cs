using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>What a model that was learnt from recordings does to requests.</summary>
public sealed class DifficultySpecs : IDisposable
{
    private const string Hard = DifficultyFiles.Hard;

    private readonly DifficultyFiles _files = new();

    [Theory]
    [InlineData("one", "nano")]
    [InlineData(Hard, "full")]
    public async Task A_rule_sends_what_is_hard_to_a_higher_tier(string text, string tier)
    {
        using var services = Routing(Settings(Model("model.json")));

        (await Plan(services, text)).Tier.Should().Be(tier);
    }

    [Theory]
    [InlineData("one")]
    [InlineData(Hard)]
    public async Task It_never_lowers_what_a_request_starts_on(string text)
    {
        var settings = Settings(Model("model.json"));
        settings["TieredRouting:contracts:work:startTier"] = "full";
        using var services = Routing(settings);

        (await Plan(services, text)).Tier.Should().Be("full");
    }

    [Fact]
    public async Task Where_it_is_not_text_nothing_is_said_and_nothing_raised()
    {
        using var services = Routing(Settings(Model("model.json")));

        var decision = await services.GetRequiredService<IRoutePlanner>().PlanAsync([new ChatMessage(ChatRole.User, [new TextContent(Hard), new DataContent(new byte[3], "image/png")])], Options);

        decision.Signals[SignalNames.Difficulty].Should().BeNull();
        decision.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task Another_model_is_in_force_with_the_change_that_names_it()
    {
        var settings = Settings(Model("model.json"));
        using var services = Routing(settings);
        (await Plan(services, Hard)).Tier.Should().Be("full");

        settings["TieredRouting:models:difficulty"] = Model("reversed.json", weight: -9);
        settings.Reload();

        (await Plan(services, Hard)).Tier.Should().Be("nano");
        (await Plan(services, "one")).Tier.Should().Be("full");
    }

    [Fact]
    public async Task A_model_that_was_written_anew_in_its_place_is_in_force_when_a_change_is_next_announced()
    {
        var settings = Settings(Model("model.json"));
        using var services = Routing(settings);
        (await Plan(services, Hard)).Tier.Should().Be("full");

        Model("model.json", weight: -9);
        (await Plan(services, Hard)).Tier.Should().Be("full", "nobody announces a change of the file alone");
        settings.Reload();

        (await Plan(services, Hard)).Tier.Should().Be("nano");
        (await Plan(services, "one")).Tier.Should().Be("full");
    }

    [Fact]
    public async Task A_corrupt_model_leaves_the_last_good_one_in_force()
    {
        var settings = Settings(Model("model.json"));
        using var services = Routing(settings);
        (await Plan(services, Hard)).Tier.Should().Be("full");

        settings["TieredRouting:models:difficulty"] = Corrupt();
        settings.Reload();

        (await Plan(services, Hard)).Tier.Should().Be("full");
    }

    [Fact]
    public void A_corrupt_model_ends_the_start_with_its_file_line_and_property()
    {
        using var services = Routing(Settings(Corrupt()));

        var start = () => services.GetRequiredService<IStartupValidator>().Validate();

        start.Should().Throw<OptionsValidationException>().WithMessage("*models.difficulty*corrupt.json(1): probability*");
    }

    public void Dispose() => _files.Dispose();

    private static ChatOptions Options => new ChatOptions().WithContract("work");

    private static ValueTask<RouteDecision> Plan(ServiceProvider services, string text) => services.GetRequiredService<IRoutePlanner>().PlanAsync(text, Options);

    private static ServiceProvider Routing(IConfiguration settings)
    {
        var services = new ServiceCollection().AddSingleton(settings).AddSingleton<IChatClient>(new ScriptedChatClient());
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseModel("n").PricedAt(1, 1))
            .AddTier("full", tier => tier.UseModel("f").PricedAt(1, 1))
            .AddContract("work", contract => contract.ForIntent(TaskIntent.Classify))
            .BindConfiguration("TieredRouting"));
        return services.BuildServiceProvider();
    }

    private static IConfigurationRoot Settings(string model) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["TieredRouting:version"] = "1",
        ["TieredRouting:models:difficulty"] = model,
        ["TieredRouting:contracts:work:rules:0:name"] = "hard",
        ["TieredRouting:contracts:work:rules:0:when:difficulty:atLeast"] = "0.5",
        ["TieredRouting:contracts:work:rules:0:require:tier"] = "full",
    }).Build();

    private string Model(string name, double weight = 9) => _files.Model(name, weight);

    private string Corrupt() => _files.File("corrupt.json", """{"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":0,"offset":0},"features":{}}""");
}
