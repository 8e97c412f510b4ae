using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Benchmarks.RequestPath;

namespace TieredRouting.Benchmarks.Money;

/// <summary>What budgets, controls and limits add to a request that succeeds at once; a circuit is on every path. Read the differences to the plain path, beside what a call through the host's failover costs.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class BudgetBenchmarks : IDisposable
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, LeadDocument.Request)];
    private readonly ChatOptions _options = new ChatOptions().WithContract("lead-reply").WithRouting(facts => facts.UserTier("gold").Cohort("de"));
    private readonly ChatOptions _plain = new();
    private readonly FixedAnswerClient _bare = new(LeadDocument.Answer);
    private readonly List<ServiceProvider> _services = [];
    private OrderedFailoverChatClient _failover = null!;
    private IChatClient _without = null!;
    private IChatClient _budgets = null!;
    private IChatClient _controls = null!;
    private IChatClient _both = null!;
    private IChatClient _all = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _failover = new OrderedFailoverChatClient([_bare, new FixedAnswerClient(LeadDocument.Answer)]);
        _without = await RouterAsync(budgets: false, controls: false);
        _budgets = await RouterAsync(budgets: true, controls: false);
        _controls = await RouterAsync(budgets: false, controls: true);
        _both = await RouterAsync(budgets: true, controls: true);
        _all = await RouterAsync(budgets: true, controls: true, limits: true);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _services.ForEach(services => services.Dispose());
        _failover.Dispose();
        _bare.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "OrderedFailoverChatClient")]
    public Task<ChatResponse> OrderedFailover() => _failover.GetResponseAsync(_messages, _plain);

    [Benchmark(Description = "Without")]
    public Task<ChatResponse> Without() => _without.GetResponseAsync(_messages, _options);

    [Benchmark(Description = "Two budgets")]
    public Task<ChatResponse> Budgets() => _budgets.GetResponseAsync(_messages, _options);

    [Benchmark(Description = "Two controls")]
    public Task<ChatResponse> Controls() => _controls.GetResponseAsync(_messages, _options);

    [Benchmark(Description = "Two budgets, two controls")]
    public Task<ChatResponse> Both() => _both.GetResponseAsync(_messages, _options);

    [Benchmark(Description = "Two budgets, two controls, three limits")]
    public Task<ChatResponse> All() => _all.GetResponseAsync(_messages, _options);

    private async Task<IChatClient> RouterAsync(bool budgets, bool controls, bool limits = false)
    {
        var collection = new ServiceCollection();
        collection.AddTieredRouting(routing => Declare(routing, budgets, limits));
        var services = collection.BuildServiceProvider();
        _services.Add(services);
        if (controls)
        {
            var switches = services.GetRequiredService<IRoutingControls>();
            await switches.ApplyAsync(new RoutingControl("no-full", "a benchmark") { DisabledTiers = ["full"] });
            await switches.ApplyAsync(new RoutingControl("end", "a benchmark") { MaximumTier = "mini", Contract = "lead-reply", Until = TimeProvider.System.GetUtcNow().AddDays(1) });
        }

        var chat = services.GetRequiredService<IChatClient>();
        // A path that fails early would look fast.
        if ((await chat.GetResponseAsync(_messages, _options)).GetRoute() is not { Outcome: Outcome.Released, Attempts.Count: 1 })
            throw new InvalidOperationException("The path must release the first attempt's answer.");
        return chat;
    }

    private void Declare(TieredRoutingBuilder routing, bool budgets, bool limits)
    {
        routing
            .AddTier("nano", tier => Limit(tier.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m), limits))
            .AddTier("mini", tier => tier.UseClient(_bare).PricedAt(input: 0.75m, output: 4.50m))
            .AddTier("full", tier => tier.UseClient(_bare).PricedAt(input: 2.50m, output: 15m))
            .AddContract("lead-reply", contract => contract.ForIntent(TaskIntent.Rewrite).AtMost(attempts: 3, cost: 0.05m))
            .AuditTo.Sink(new LatestRecordSink());
        if (budgets)
        {
            routing
                .AddBudget(new Budget("gold-daily", 1_000_000_000m) { Per = BudgetScope.UserTier, Is = "gold", Window = BudgetWindow.Day, WarnAt = 0.8, DegradeAt = 0.9 })
                .AddBudget(new Budget("each-cohort", 1_000_000_000m) { Per = BudgetScope.Cohort });
        }
    }

    private static void Limit(EndpointBuilder tier, bool limits)
    {
        if (limits)
            tier.WithLimits(concurrency: 64, requestsPerMinute: 2_000_000_000, tokensPerMinute: long.MaxValue / 2);
    }
}
