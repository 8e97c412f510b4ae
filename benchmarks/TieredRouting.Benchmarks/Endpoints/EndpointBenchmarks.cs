using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Benchmarks.RequestPath;

namespace TieredRouting.Benchmarks.Endpoints;

/// <summary>What circuits, limits and the choice of an endpoint add to a request that succeeds at once. Read the differences to the path without limits, beside the baseline.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class EndpointBenchmarks : IDisposable
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, LeadDocument.Request)];
    private readonly ChatOptions _plain = new();
    private readonly ChatOptions _reply = new ChatOptions().WithContract("lead-reply");
    private readonly FixedAnswerClient _bare = new(LeadDocument.Answer);
    private readonly List<ServiceProvider> _services = [];
    private OrderedFailoverChatClient _failover = null!;
    private IChatClient _unlimited = null!;
    private IChatClient _limited = null!;
    private IChatClient _weighted = null!;
    private IChatClient _fastest = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _failover = new OrderedFailoverChatClient([_bare, new FixedAnswerClient(LeadDocument.Answer)]);
        _unlimited = Router(_ => { });
        _limited = Router(tier => tier.WithLimits(concurrency: 64, requestsPerMinute: 2_000_000_000, tokensPerMinute: long.MaxValue / 2));
        _weighted = Router(tier => tier.Choose(EndpointChoice.Weighted));
        _fastest = Router(tier => tier.Choose(EndpointChoice.LowestLatency));
        foreach (var router in (IChatClient[])[_unlimited, _limited, _weighted, _fastest])
        {
            if ((await router.GetResponseAsync(_messages, _reply)).GetRoute() is not { Attempts.Count: 1, Outcome: Outcome.Released })
                throw new InvalidOperationException("The path must release the first attempt's answer.");
        }
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

    [Benchmark(Description = "Circuit alone")]
    public Task<ChatResponse> Unlimited() => _unlimited.GetResponseAsync(_messages, _reply);

    [Benchmark(Description = "Circuit and three limits")]
    public Task<ChatResponse> Limited() => _limited.GetResponseAsync(_messages, _reply);

    [Benchmark(Description = "Circuit, by weight")]
    public Task<ChatResponse> Weighted() => _weighted.GetResponseAsync(_messages, _reply);

    [Benchmark(Description = "Circuit, lowest latency")]
    public Task<ChatResponse> Fastest() => _fastest.GetResponseAsync(_messages, _reply);

    private IChatClient Router(Action<TierBuilder> first)
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier =>
            {
                tier.AddEndpoint("nano-b", endpoint => endpoint.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m));
                first(tier);
                tier.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m);
            })
            .AddTier("full", tier => tier.UseClient(_bare).PricedAt(input: 2.50m, output: 15m))
            .AddContract("lead-reply", contract => contract.ForIntent(TaskIntent.Rewrite).AtMost(attempts: 3, cost: 0.05m))
            .AuditTo.Sink(new LatestRecordSink()));
        _services.Add(services.BuildServiceProvider());
        return _services[^1].GetRequiredService<IChatClient>();
    }
}
