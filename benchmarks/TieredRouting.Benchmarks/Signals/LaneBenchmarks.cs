using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Benchmarks.RequestPath;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Signals;

/// <summary>
/// What one look over a clean request of 500 characters costs, all of the policy lane's detectors after it, and all signals with the decision, beside a call through the
/// host's own failover.
/// </summary>
[MemoryDiagnoser]
public class LaneBenchmarks : IDisposable
{
    private readonly List<SignalEvidence> _found = [];
    private readonly ChatMessage[] _messages = [new(ChatRole.User, LeadDocument.Request)];
    private readonly ChatOptions _plain = new();
    private readonly FixedAnswerClient _bare = new(LeadDocument.Answer);
    private readonly ChatOptions _contract = new ChatOptions().WithContract("lead-reply");
    private OrderedFailoverChatClient _failover = null!;
    private ServiceProvider _services = null!;
    private IRoutePlanner _planner = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _failover = new OrderedFailoverChatClient([_bare, new FixedAnswerClient(LeadDocument.Answer)]);
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m))
            .AddContract("lead-reply", contract => contract.ForIntent(TaskIntent.Rewrite))
            .AuditTo.Sink(new LatestRecordSink()));
        _services = services.BuildServiceProvider();
        _planner = _services.GetRequiredService<IRoutePlanner>();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        _failover.Dispose();
        _bare.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "OrderedFailoverChatClient")]
    public Task<ChatResponse> OrderedFailover() => _failover.GetResponseAsync(_messages, _plain);

    [Benchmark(Description = "One look for cues")]
    public bool Look() => CueScan.Of(LeadDocument.Request).HasAny(Cues.Digit);

    [Benchmark(Description = "Policy lane, nothing found")]
    public int Clean() => PolicyLaneExtractor.Find(LeadDocument.Request, _found).Count;

    [Benchmark(Description = "All signals but the classifier, and the decision")]
    public ValueTask<RouteDecision> Decide() => _planner.PlanAsync(_messages, _contract);
}
