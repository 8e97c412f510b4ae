using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using NJsonSchema.Validation;

namespace TieredRouting.Benchmarks.RequestPath;

/// <summary>What the router adds to a call, beside what a call costs without it. Read the ratios: the times belong to one machine.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class RequestPathBenchmarks : IDisposable
{
    private readonly ChatMessage[] _messages = [new(ChatRole.User, LeadDocument.Request)];
    private readonly ChatOptions _plain = new();
    private readonly ChatOptions _text = new ChatOptions().WithContract("lead-reply");
    private readonly ChatOptions _approved = new ChatOptions().WithContract("lead-asked");
    private readonly ChatOptions _json = new ChatOptions().WithContract("lead-extraction");
    private readonly FixedAnswerClient _bare = new(LeadDocument.Answer);
    private OrderedFailoverChatClient _failover = null!;
    private ServiceProvider _services = null!;
    private IChatClient _router = null!;
    private IRoutePlanner _planner = null!;
    private JsonSchema _schema = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _failover = new OrderedFailoverChatClient([_bare, new FixedAnswerClient(LeadDocument.Answer)]);
        _schema = await JsonSchema.FromJsonAsync(LeadDocument.Schema);
        var services = new ServiceCollection();
        services.AddTieredRouting(Configure);
        _services = services.BuildServiceProvider();
        _router = _services.GetRequiredService<IChatClient>();
        _planner = _services.GetRequiredService<IRoutePlanner>();
        await CheckAsync();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        _failover.Dispose();
        _bare.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "Bare client")]
    public Task<ChatResponse> BareClient() => _bare.GetResponseAsync(_messages, _plain);

    [Benchmark(Baseline = true, Description = "OrderedFailoverChatClient")]
    public Task<ChatResponse> OrderedFailover() => _failover.GetResponseAsync(_messages, _plain);

    [Benchmark(Description = "Decide")]
    public ValueTask<RouteDecision> Decide() => _planner.PlanAsync(_messages, _text);

    [Benchmark(Description = "Whole path")]
    public Task<ChatResponse> WholePath() => _router.GetResponseAsync(_messages, _text);

    [Benchmark(Description = "Whole path, approvals not needed")]
    public Task<ChatResponse> WholePathWithoutApproval() => _router.GetResponseAsync(_messages, _approved);

    [Benchmark(Description = "NJsonSchema.Validate")]
    public ICollection<ValidationError> Validate() => _schema.Validate(LeadDocument.Answer);

    [Benchmark(Description = "Whole path with schema")]
    public Task<ChatResponse> WholePathWithSchema() => _router.GetResponseAsync(_messages, _json);

    private void Configure(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m))
        .AddTier("mini", tier => tier.UseClient(_bare).PricedAt(input: 0.75m, output: 4.50m))
        .AddTier("full", tier => tier.UseClient(_bare).PricedAt(input: 2.50m, output: 15m))
        .AddContract("lead-reply", contract => contract.ForIntent(TaskIntent.Rewrite).AtMost(attempts: 3, cost: 0.05m))
        .AddContract("lead-asked", contract => contract
            .ForIntent(TaskIntent.Rewrite)
            .AtMost(attempts: 3, cost: 0.05m)
            .WithApprovals(fourEyes: true, expiresAfter: TimeSpan.FromDays(1), reasonOnReject: true)
            .WithEscalationApproval(aboveCost: 0.01m, tier: "full"))
        .HashIdsWith(new AuditKey("a key of at least sixteen bytes"))
        .AddContract("lead-extraction", contract => contract.ForIntent(TaskIntent.Extract).WithSchema(LeadDocument.Schema).AtMost(attempts: 3, cost: 0.05m))
        .AuditTo.Sink(new LatestRecordSink());

    /// <summary>A path that fails early would look fast: what is measured must be one accepted attempt.</summary>
    private async Task CheckAsync()
    {
        if (LeadDocument.Request.Length != 500 || Validate().Count > 0)
            throw new InvalidOperationException("The request must be of 500 characters, and the answer must satisfy its schema.");
        foreach (var response in new[] { await WholePath(), await WholePathWithoutApproval(), await WholePathWithSchema() })
        {
            if (response.GetRoute() is not { Tier: "nano", Attempts.Count: 1, Outcome: Outcome.Released })
                throw new InvalidOperationException("The whole path must release the first attempt's answer.");
        }
    }
}
