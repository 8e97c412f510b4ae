using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>What hurts users of other routers, each as a story over a real wire: what requests share, which is circuits, budgets and conversations.</summary>
public sealed class SharedPainSpecs
{
    private const string LongTurn = "Please go through each of the three offers again and say which of them you would take, and what speaks against the others.";

    [Theory]
    [InlineData(60, 5)]
    [InlineData(5, 60)]
    public async Task Of_two_failures_that_ask_to_be_left_alone_the_longer_wait_is_kept(int first, int second)
    {
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var router = await WiredRouter.StartAsync(Throttles(one.Task, first));
        router.Small.Then(Throttles(other.Task, second), OpenAIWire.Says("back"));
        router.Large.Then(OpenAIWire.Says("large"), OpenAIWire.Says("large"));
        Task<ChatResponse>[] asking = [router.AskAsync(), router.AskAsync()];
        await router.Small.ArrivedAsync();
        await router.Small.ArrivedAsync();

        one.SetResult();
        await Task.WhenAny(asking);
        other.SetResult();
        await Task.WhenAll(asking);
        router.Router.Time.Advance(TimeSpan.FromSeconds(59));

        (await router.AskAsync()).Text.Should().Be("large");
        router.Small.Requests.Count.Should().Be(2);
        router.Router.Time.Advance(TimeSpan.FromSeconds(1));
        (await router.AskAsync()).Text.Should().Be("back");
    }

    [Fact]
    public async Task A_server_that_asks_to_be_left_alone_for_a_year_is_asked_again_after_ten_minutes()
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(429, "rate_limit", "slow down", ("Retry-After", "31536000")));
        router.Small.Then(OpenAIWire.Says("back"));
        router.Large.Then(OpenAIWire.Says("large"));
        (await router.AskAsync()).Text.Should().Be("large");

        router.Router.Time.Advance(TimeSpan.FromMinutes(9));
        (await router.AskAsync()).Text.Should().Be("large");
        router.Router.Time.Advance(TimeSpan.FromMinutes(1));

        (await router.AskAsync()).Text.Should().Be("back");
    }

    [Fact]
    public async Task The_loser_of_a_hedge_is_hung_up_on_and_paid_for()
    {
        var gone = new TaskCompletionSource();
        await using var spare = await ModelServer.StartAsync(OpenAIWire.Says("quick"));
        await using var router = await WiredRouter.StartAsync(
            context =>
            {
                context.RequestAborted.Register(gone.SetResult);
                return Http.Hangs(context);
            },
            contract => contract.WithLatency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)).Hedge(),
            smallAs: tier => tier.AddEndpoint("spare", endpoint => endpoint.UseClient(OpenAIWire.Client(spare)).PricedAt(1, 2)));

        var asking = router.AskAsync();
        await router.Small.ArrivedAsync();
        router.Router.Time.Advance(TimeSpan.FromSeconds(2));

        (await asking).Text.Should().Be("quick");
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        router.Route.Attempts.Select(attempt => (attempt.Endpoint, attempt.Kind, attempt.Error, attempt.Estimated)).Should().Equal(("small", CallKind.Answer, "cancelled", true), ("spare", CallKind.Hedge, null, false));
        router.Route.Cost.Should().Be(router.Route.Attempts.Sum(attempt => attempt.Cost)).And.BeGreaterThan(router.Route.Attempts[1].Cost);
    }

    /// <summary>A call may cost 0.002 and a little, and of 0.0065 there is enough for three.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_at_once_never_slip_past_a_budget_together(bool streaming)
    {
        Reply reply = context => (context.IsStreaming() ? Http.Streams(Http.EventStream, OpenAIWire.Word("small"), OpenAIWire.Stop(), OpenAIWire.Done) : OpenAIWire.SaysWithoutUsage("small"))(context);
        await using var router = await WiredRouter.StartAsync(reply, contract => contract.WithMaxOutput(1_000).WithTiers(max: "small"), routing: tiers => tiers.AddBudget(new Budget("all", 0.0065m)));
        router.Small.Then([.. Enumerable.Repeat(reply, 40)]);

        var rules = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => RefusedByAsync(router, streaming))));

        rules.CountBy(rule => rule ?? "released").Should().BeEquivalentTo(new Dictionary<string, int> { ["released"] = 3, ["budget"] = 37 });
        router.Small.Requests.Count.Should().Be(3);
        router.Router.Audit.Records.Sum(record => record.Route.Cost).Should().BeInRange(0.006m, 0.0065m);
    }

    /// <summary>The first call has 96.8 % set aside while the second uses 3 %.</summary>
    [Fact]
    public async Task A_budget_warns_where_it_is_spent_and_not_where_it_is_only_set_aside()
    {
        var told = new TaskCompletionSource();
        await using var router = await WiredRouter.StartAsync(
            After(told.Task, OpenAIWire.Says("small", input: 94_000, output: 0)),
            contract => contract.WithMaxOutput(48_400),
            routing: tiers => tiers.AddBudget(new Budget("all", 0.1m) { WarnAt = 0.99 }));
        router.Small.Then([.. ((int[])[3_000, 2_100, 10]).Select(input => OpenAIWire.Says("small", input, output: 0))]);
        var first = router.AskAsync();
        await router.Small.ArrivedAsync();

        await router.AskAsync();
        Said(router).Should().BeEmpty("3 % are no 99 %, whatever is set aside");
        told.SetResult();
        await first;
        Said(router).Should().BeEmpty("97 % are no 99 %");
        await router.AskAsync();
        await router.AskAsync();

        Said(router).Should().ContainSingle().Which.Should().Contain("'all'").And.Contain("warned").And.Contain("0.0991");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_yes_after_a_turn_that_needed_the_large_model_stays_with_it(bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(OpenAIWire.Fails(503, "busy"));
        router.Small.Then(OpenAIWire.Says("small"));
        router.Large.Then(OpenAIWire.Says("large again"));

        var answer = await router.Router.Ask(Then(await router.AskAsync(streaming), "yes"));

        answer.Text.Should().Be("large again");
        (router.Small.Requests.Count, answer.GetRoute()!.Decision.Floor).Should().Be((1, "large"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_that_fell_over_stays_where_it_is_and_repeats_its_prompt_word_for_word(bool streaming)
    {
        await using var spare = await ModelServer.StartAsync(OpenAIWire.Either("one"), OpenAIWire.Says("two"));
        await using var router = await WiredRouter.StartAsync(
            OpenAIWire.Fails(503, "busy"),
            smallAs: tier => tier.AddEndpoint("spare", endpoint => endpoint.UseClient(OpenAIWire.Client(spare)).PricedAt(1, 2)));
        router.Small.Then(OpenAIWire.Says("small"));

        var answer = await router.Router.Ask(Then(await router.AskAsync(streaming), LongTurn));

        (answer.Text, router.Small.Requests.Count, router.Large.Requests.Count).Should().Be(("two", 1, 0));
        var prompts = spare.Requests.Select(request => request.Body.GetProperty("messages").EnumerateArray().Select(message => message.GetRawText()).ToList()).ToList();
        prompts[1].Take(prompts[0].Count).Should().Equal(prompts[0], "a provider's cache knows a prompt by how it begins");
        prompts[1].Count.Should().Be(prompts[0].Count + 2);
    }

    private static List<ChatMessage> Then(ChatResponse first, string text) => [new(ChatRole.User, "hello"), .. first.Messages, new(ChatRole.User, text)];

    private static IEnumerable<string> Said(WiredRouter router) =>
        router.Router.Logs.GetSnapshot().Select(log => log.Message).Where(message => message.StartsWith("Budget", StringComparison.Ordinal));

    private static Reply Throttles(Task told, int seconds) => After(told, OpenAIWire.Fails(429, "rate_limit", "slow down", ("Retry-After", $"{seconds}")));

    /// <summary>Answers once it is told to.</summary>
    private static Reply After(Task told, Reply reply) => async context =>
    {
        await told.WaitAsync(context.RequestAborted);
        await reply(context);
    };

    private static async Task<string?> RefusedByAsync(WiredRouter router, bool streaming)
    {
        try
        {
            await router.AskAsync(streaming);
            return null;
        }
        catch (RouteFailedClosedException refused)
        {
            return refused.Rule;
        }
    }
}
