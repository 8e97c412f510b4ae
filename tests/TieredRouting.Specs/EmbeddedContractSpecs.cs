using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

/// <summary>Contracts chosen by embeddings, where the container has a generator of them. The one here knows two topics, whatever the words.</summary>
public sealed class EmbeddedContractSpecs
{
    private const string Payback = "der stuhl ist kaputt, bitte das geld zurück";

    private static readonly ChatOptions Chosen = new ChatOptions().WithChosenContract();

    [Fact]
    public async Task A_request_in_other_words_is_chosen_by_its_embedding_once_the_examples_are_embedded()
    {
        var generator = new Topics();
        using var router = Shop(generator);
        router.Nano.Answers("ok").Answers("ok");
        await FluentActions.Awaiting(() => router.Chat.GetResponseAsync(Payback, Chosen)).Should().ThrowAsync<RouteFailedClosedException>("until then the classifier chooses, which does not know the words");

        (await UntilAsync(router, "refund")).Should().Be("refund");
        generator.Sent.Should().ContainSingle(texts => texts.Count > 1, "the examples are embedded once");
    }

    [Fact]
    public async Task A_generator_that_fails_leaves_the_choice_to_the_classifier()
    {
        using var router = Shop(new Topics { Fails = true });
        router.Nano.Answers("ok").Answers("ok");

        (await router.Chat.GetResponseAsync("i want a refund for the chair", Chosen)).GetRoute()!.Contract.Should().Be("refund");
        (await router.Chat.GetResponseAsync("when do you open", Chosen)).GetRoute()!.Contract.Should().Be("hours");
    }

    [Fact]
    public async Task A_generator_that_hangs_costs_a_request_no_more_than_an_extractor_may()
    {
        var generator = new Topics();
        using var router = Shop(generator);
        for (var i = 0; i < 50; i++)
            router.Nano.Answers("ok");
        await UntilAsync(router, "refund");
        generator.Hangs = new TaskCompletionSource();

        var asking = router.Chat.GetResponseAsync("when do you open", Chosen);
        asking.IsCompleted.Should().BeFalse();
        router.Time.Advance(TimeSpan.FromSeconds(1));

        (await asking).GetRoute()!.Contract.Should().Be("hours");
    }

    [Fact]
    public async Task A_caller_that_cancels_while_it_hangs_is_on_record()
    {
        using var caller = new CancellationTokenSource();
        var generator = new Topics();
        using var router = Shop(generator);
        for (var i = 0; i < 50; i++)
            router.Nano.Answers("ok");
        await UntilAsync(router, "refund");
        generator.Hangs = new TaskCompletionSource();

        var asking = router.Chat.GetResponseAsync("when do you open", Chosen, caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        router.Audit.Records[^1].Route.Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task Where_a_contract_has_a_residency_nothing_is_sent_to_a_generator_that_may_be_anywhere()
    {
        var generator = new Topics();
        using var router = Shop(generator, contract => contract.WithResidency("eu"));

        await FluentActions.Awaiting(() => router.Chat.GetResponseAsync("when do you open", Chosen)).Should().ThrowAsync<RouteFailedClosedException>("no endpoint states a region");

        generator.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task A_plan_asks_no_generator()
    {
        var generator = new Topics();
        using var router = Shop(generator);

        (await router.Services.GetRequiredService<IRoutePlanner>().PlanAsync("when do you open", Chosen)).Contract.Should().Be("hours");

        generator.Sent.Should().BeEmpty();
    }

    /// <summary>Asks until the examples are embedded, which happens beside the requests.</summary>
    private static async Task<string> UntilAsync(Router router, string contract)
    {
        while (true)
        {
            try
            {
                var chosen = (await router.Chat.GetResponseAsync(Payback, Chosen, TestContext.Current.CancellationToken)).GetRoute()!.Contract;
                if (chosen == contract)
                    return chosen;
            }
            catch (RouteFailedClosedException)
            {
                await Task.Yield();
            }
        }
    }

    private static Router Shop(Topics generator, Action<ContractBuilder>? also = null) => Router.With(
        contract => contract.ForIntent(TaskIntent.Draft),
        tiers => tiers
            .AddContract("hours", contract =>
            {
                contract.ForIntent(TaskIntent.Classify).WithExamples("When do you open?", "What are your opening hours on Sunday?", "Until when is the shop open today?", "Are you open on holidays?");
                also?.Invoke(contract);
            })
            .AddContract("refund", contract => contract.ForIntent(TaskIntent.Classify).WithExamples("I want my money back", "How do I get a refund for my order?", "Please refund the broken lamp", "Can I return this and be refunded?")),
        services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator));

    private sealed class Topics : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<IReadOnlyList<string>> Sent { get; } = [];

        public bool Fails { get; init; }

        public TaskCompletionSource? Hangs { get; set; }

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            string[] texts = [.. values];
            lock (Sent)
                Sent.Add(texts);
            if (Fails)
                throw new HttpRequestException("the text is secret");
            if (Hangs is { } hangs)
                await hangs.Task;
            return new(texts.Select(text => new Embedding<float>(text.Contains("open", StringComparison.OrdinalIgnoreCase) ? new float[] { 1, 0 } : new float[] { 0, 1 })));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
