using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class RegistrationSpecs
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public async Task The_last_client_registered_before_the_router_serves_the_tiers_that_name_only_a_model()
    {
        var first = new ScriptedChatClient();
        var last = new ScriptedChatClient().AlwaysAnswers("hi");
        _services.AddChatClient(first);
        _services.AddChatClient(last);
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello", new ChatOptions { ModelId = "mine" });

        answer.Text.Should().Be("hi");
        last.Calls.Should().ContainSingle().Which.Options!.ModelId.Should().Be("small-model");
        first.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_registered_as_an_instance_is_captured()
    {
        var client = new ScriptedChatClient().AlwaysAnswers("hi");
        _services.AddSingleton<IChatClient>(client);
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello");

        client.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_client_registered_as_a_type_is_captured()
    {
        _services.AddSingleton<IChatClient, ParrotClient>();
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello");

        answer.Text.Should().Be("hello");
    }

    [Fact]
    public async Task A_client_registered_as_a_factory_is_captured()
    {
        var client = new ScriptedChatClient().AlwaysAnswers("hi");
        _services.AddSingleton<IChatClient>(_ => client);
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello");

        client.Calls.Should().ContainSingle();
    }

    [Fact]
    public void A_captured_client_that_is_scoped_is_refused_at_once()
    {
        _services.AddScoped<IChatClient, ParrotClient>();

        FluentActions.Invoking(() => AddRouter(_services)).Should().Throw<InvalidOperationException>().WithMessage("*scoped*singleton*");
    }

    [Fact]
    public void Start_up_fails_when_a_tier_needs_a_captured_client_and_there_is_none()
    {
        AddRouter(_services);

        StartUp().Should().Throw<OptionsValidationException>().WithMessage("*tiers.nano.endpoints.nano.client*AddChatClient*");
    }

    [Fact]
    public void No_captured_client_is_needed_where_every_tier_names_its_own()
    {
        _services.AddKeyedSingleton<IChatClient>("anthropic", new ScriptedChatClient());
        _services.AddTieredRouting(routing => routing
            .AddTier("one", tier => tier.UseClient("anthropic"))
            .AddTier("two", tier => tier.UseClient(new ScriptedChatClient()))
            .AddContract("default", contract => contract.ForIntent(TaskIntent.Answer)));

        StartUp().Should().NotThrow();
    }

    [Fact]
    public async Task A_tier_can_use_a_client_that_the_container_holds_under_a_key()
    {
        var anthropic = new ScriptedChatClient().AlwaysAnswers("hi");
        _services.AddKeyedSingleton<IChatClient>("anthropic", anthropic);
        _services.AddTieredRouting(routing => routing
            .AddTier("full", tier => tier.UseClient("anthropic"))
            .AddContract("default", contract => contract.ForIntent(TaskIntent.Answer)));
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello");

        anthropic.Calls.Should().ContainSingle();
    }

    [Fact]
    public void Start_up_fails_and_explains_the_order_when_another_client_was_registered_after_the_router()
    {
        _services.AddChatClient(new ScriptedChatClient());
        AddRouter(_services);
        _services.AddChatClient(new ScriptedChatClient());

        StartUp().Should().Throw<OptionsValidationException>().WithMessage("*does not contain the tiered router*before AddTieredRouting*");
    }

    [Fact]
    public void A_decorator_registered_after_the_router_that_contains_it_is_fine()
    {
        _services.AddChatClient(new ScriptedChatClient());
        AddRouter(_services);
        _services.AddChatClient(services => services.GetRequiredService<TieredRoutingChatClient>()).UseFunctionInvocation();

        StartUp().Should().NotThrow();
    }

    [Fact]
    public void Start_up_fails_when_a_contracts_key_was_given_to_another_client_after_the_router()
    {
        _services.AddChatClient(new ScriptedChatClient());
        AddRouter(_services);
        _services.AddKeyedSingleton<IChatClient>("default", new ScriptedChatClient());

        StartUp().Should().Throw<OptionsValidationException>().WithMessage("*'default'*another was registered under that key*");
    }

    [Fact]
    public void Adding_a_second_router_is_an_error()
    {
        AddRouter(_services);

        FluentActions.Invoking(() => AddRouter(_services)).Should().Throw<InvalidOperationException>().WithMessage("*already called*");
    }

    [Fact]
    public void Without_a_host_the_first_resolve_validates()
    {
        AddRouter(_services);
        using var provider = _services.BuildServiceProvider();

        provider.Invoking(services => services.GetRequiredService<IChatClient>()).Should().Throw<OptionsValidationException>().WithMessage("*tiers.nano.endpoints.nano.client*");
    }

    [Fact]
    public void Without_a_host_a_wrong_order_is_explained_where_the_contract_is_first_used()
    {
        _services.AddChatClient(new ScriptedChatClient());
        AddRouter(_services);
        _services.AddChatClient(new ScriptedChatClient());
        using var provider = _services.BuildServiceProvider();

        provider.Invoking(services => services.GetRequiredKeyedService<IChatClient>("default")).Should().Throw<InvalidOperationException>().WithMessage("*before AddTieredRouting*");
    }

    [Fact]
    public async Task A_contract_is_injected_as_a_keyed_client()
    {
        var client = new ScriptedChatClient().AlwaysAnswers("hi");
        _services.AddChatClient(client);
        AddRouter(_services);
        _services.AddSingleton<Desk>();
        await using var provider = _services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<Desk>().Chat.GetResponseAsync("hello");

        answer.GetRoute()!.Contract.Should().Be("other");
    }

    [Fact]
    public async Task The_keyed_client_refuses_a_request_for_another_contract()
    {
        _services.AddChatClient(new ScriptedChatClient());
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();
        var other = provider.GetRequiredKeyedService<IChatClient>("other");

        var asking = () => other.GetResponseAsync("hello", new ChatOptions().WithContract("default"));

        await asking.Should().ThrowAsync<InvalidOperationException>().WithMessage("*'other'*'default'*");
    }

    [Fact]
    public void A_contract_whose_key_is_taken_is_an_error()
    {
        _services.AddKeyedSingleton<IChatClient>("other", new ScriptedChatClient());

        FluentActions.Invoking(() => AddRouter(_services)).Should().Throw<InvalidOperationException>().WithMessage("*keys are taken: other*");
    }

    [Fact]
    public async Task Any_contract_can_be_had_as_a_client_of_its_own()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi");

        var answer = await router.Chat.ForContract("work").GetResponseAsync("hello");

        answer.GetRoute()!.Contract.Should().Be("work");
    }

    [Fact]
    public void Asking_for_an_unknown_contract_lists_the_known_ones()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddContract("play", contract => contract.ForIntent(TaskIntent.Classify)));

        router.Invoking(it => it.Chat.ForContract("nonsense")).Should().Throw<InvalidOperationException>().WithMessage("*'nonsense'*known: play, work*");
    }

    [Fact]
    public async Task A_request_for_an_unknown_contract_lists_the_known_ones()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        await router.Awaiting(it => it.Chat.GetResponseAsync("hello", new ChatOptions().WithContract("nonsense")))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*'nonsense'*known: work*");
    }

    [Fact]
    public async Task A_request_without_a_contract_uses_the_contract_called_default()
    {
        _services.AddChatClient(new ScriptedChatClient().AlwaysAnswers("hi"));
        AddRouter(_services);
        await using var provider = _services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<IChatClient>().GetResponseAsync("hello");

        answer.GetRoute()!.Contract.Should().Be("default");
    }

    [Fact]
    public async Task A_request_without_a_contract_fails_and_lists_the_contracts_when_none_is_called_default()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        await router.Awaiting(it => it.Chat.GetResponseAsync("hello")).Should().ThrowAsync<InvalidOperationException>().WithMessage("*no contract*known: work*");
    }

    [Fact]
    public async Task The_container_disposes_the_captured_client_once_and_the_router_disposes_none()
    {
        var captured = new CountingClient();
        var keyed = new CountingClient();
        var handedOver = new CountingClient();
        _services.AddSingleton<IChatClient>(_ => captured);
        _services.AddKeyedSingleton<IChatClient>("keyed", (_, _) => keyed);
        _services.AddTieredRouting(routing => routing
            .AddTier("one", tier => tier.UseModel("m").Through(client => client.UseFunctionInvocation()))
            .AddTier("two", tier => tier.UseClient("keyed"))
            .AddTier("three", tier => tier.UseClient(handedOver))
            .AddContract("default", contract => contract.ForIntent(TaskIntent.Answer)));
        var provider = _services.BuildServiceProvider();
        var chat = provider.GetRequiredService<IChatClient>();
        provider.GetRequiredKeyedService<IChatClient>("default").Dispose();

        chat.Dispose();
        (captured.Disposals, keyed.Disposals, handedOver.Disposals).Should().Be((0, 0, 0));

        await provider.DisposeAsync();
        (captured.Disposals, keyed.Disposals, handedOver.Disposals).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task Function_invocation_can_be_put_around_the_router()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), around: chat => chat.UseFunctionInvocation());
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found it");
        var runs = 0;

        var answer = await router.Ask(options: Scenery.Tools(Scenery.ReadTool(body: () => $"{++runs}")));

        (answer.Text, runs).Should().Be(("found it", 1));
    }

    [Fact]
    public async Task One_provider_client_can_be_decorated_with_tiers_that_are_models()
    {
        var provider = new ScriptedChatClient().AlwaysAnswers("hi");
        using var chat = new ChatClientBuilder(provider).UseTieredRouting(Models).Build();

        var answer = await chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"));

        (answer.GetRoute()!.Tier, provider.Calls[0].Options!.ModelId).Should().Be(("nano", "small-model"));
    }

    [Fact]
    public async Task A_decorated_client_gets_requests_without_a_contract_untouched()
    {
        var provider = new ScriptedChatClient().AlwaysAnswers("hi");
        using var chat = new ChatClientBuilder(provider).UseTieredRouting(Models).Build();
        var options = new ChatOptions { ModelId = "mine" };

        var answer = await chat.GetResponseAsync("hello", options);
        await chat.GetStreamingResponseAsync("hello", options).ToList();

        provider.Calls.Should().HaveCount(2).And.OnlyContain(call => ReferenceEquals(call.Options, options));
        answer.GetRoute().Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_decorated_client_never_hears_what_is_said_to_the_router_and_the_callers_options_keep_it(bool streaming)
    {
        var provider = new ScriptedChatClient().AlwaysAnswers("hi");
        using var chat = new ChatClientBuilder(provider).UseTieredRouting(Models).Build();
        var options = new ChatOptions { AdditionalProperties = new() { ["mine"] = 1 } }.WithRouting(facts => facts.Recipients(5).UserTier("gold"));

        _ = streaming ? (await chat.GetStreamingResponseAsync("hello", options).ToList()).ToChatResponse() : await chat.GetResponseAsync("hello", options);

        provider.Calls[0].Options!.AdditionalProperties!.Keys.Should().Equal("mine");
        options.AdditionalProperties!.Keys.Should().HaveCount(3);
    }

    [Fact]
    public void A_decorated_client_with_a_bad_configuration_fails_when_it_is_built()
    {
        var builder = new ChatClientBuilder(new ScriptedChatClient()).UseTieredRouting(routing => routing.AddContract("work", _ => { }));

        builder.Invoking(it => it.Build()).Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_decorator_of_a_tier_lies_between_the_router_and_its_client()
    {
        var nano = new ScriptedChatClient().AlwaysAnswers("hi");
        var passed = 0;
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Answer).WithTiers(min: "zero"),
            routing => routing.AddTier("zero", tier => tier.UseClient(nano).Through(client => client.Use(async (messages, options, next, token) =>
            {
                passed++;
                await next(messages, options, token);
            }))));

        (await router.Ask()).GetRoute()!.Tier.Should().Be("zero");

        passed.Should().Be(1);
    }

    private static void Models(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseModel("small-model"))
        .AddTier("full", tier => tier.UseModel("large-model"))
        .AddContract("work", contract => contract.ForIntent(TaskIntent.Classify));

    private static void AddRouter(IServiceCollection services) => services.AddTieredRouting(routing => routing
        .AddTier("nano", tier => tier.UseModel("small-model"))
        .AddContract("default", contract => contract.ForIntent(TaskIntent.Classify))
        .AddContract("other", contract => contract.ForIntent(TaskIntent.Classify)));

    /// <summary>What a host does when it starts.</summary>
    private Action StartUp() => () =>
    {
        using var provider = _services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    };

    private sealed class Desk([FromKeyedServices("other")] IChatClient chat)
    {
        public IChatClient Chat => chat;
    }

    private sealed class ParrotClient : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, messages.Last().Text)));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing to let go of.
        }
    }

    private sealed class CountingClient() : DelegatingChatClient(new ScriptedChatClient())
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }
}
