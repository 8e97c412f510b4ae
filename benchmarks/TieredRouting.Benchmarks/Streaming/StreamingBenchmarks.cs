using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Benchmarks.RequestPath;
using TieredRouting.Gates;

namespace TieredRouting.Benchmarks.Streaming;

/// <summary>
/// What the router adds to a chunk of a stream: the numbers are for one of a thousand chunks of four characters, with what begins and ends the
/// stream in them. Read the ratios: the times belong to one machine.
/// </summary>
[MemoryDiagnoser]
[MedianColumn]
public class StreamingBenchmarks : IDisposable
{
    private const int Chunks = 1_000;
    private const int ChunkLength = 4;

    /// <summary>Digits and signs in every other sentence, so that the detectors have something to look at, and nothing to find.</summary>
    private const string Prose = "Your order 4711 leaves on 12 May at 9:30, and no. 12 follows. It is packed with care - as you asked - and the rest is at the old price of 9.99 each. ";

    private readonly ChatMessage[] _messages = [new(ChatRole.User, LeadDocument.Request)];
    private readonly ChatOptions _free = new ChatOptions().WithContract("free");
    private readonly ChatOptions _timed = new ChatOptions().WithContract("timed");
    private readonly ChatOptions _gated = new ChatOptions().WithContract("gated");
    private readonly FixedStreamClient _bare = new([.. Pieces().Select(piece => new ChatResponseUpdate(ChatRole.Assistant, piece))]);
    private ServiceProvider _services = null!;
    private IChatClient _router = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(Configure);
        _services = services.BuildServiceProvider();
        _router = _services.GetRequiredService<IChatClient>();
        foreach (var options in new[] { _free, _timed, _gated })
        {
            if (await ReadAsync(_router, options) != Chunks)
                throw new InvalidOperationException("Every chunk must come through.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        _bare.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "Bare client", OperationsPerInvoke = Chunks)]
    public Task<int> BareClient() => ReadAsync(_bare, _free);

    [Benchmark(Baseline = true, Description = "Stream through", OperationsPerInvoke = Chunks)]
    public Task<int> Through() => ReadAsync(_router, _free);

    [Benchmark(Description = "Stream through, timed", OperationsPerInvoke = Chunks)]
    public Task<int> Timed() => ReadAsync(_router, _timed);

    [Benchmark(Description = "Stream held back", OperationsPerInvoke = Chunks)]
    public Task<int> HeldBack() => ReadAsync(_router, _gated);

    private static IEnumerable<string> Pieces() => Enumerable.Range(0, Chunks).Select(i => string.Concat(Enumerable.Range(i * ChunkLength, ChunkLength).Select(at => Prose[at % Prose.Length])));

    private async Task<int> ReadAsync(IChatClient client, ChatOptions options)
    {
        var count = 0;
        await foreach (var update in client.GetStreamingResponseAsync(_messages, options))
            count++;
        return count;
    }

    private void Configure(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseClient(_bare).PricedAt(input: 0.20m, output: 1.25m))
        .AddGate(new EvidenceGate("leaks", _ => true))
        .AddContract("free", contract => contract.ForIntent(TaskIntent.Rewrite))
        .AddContract("timed", contract => contract.ForIntent(TaskIntent.Rewrite).AtMost(firstToken: TimeSpan.FromSeconds(5), nextChunk: TimeSpan.FromSeconds(5)))
        .AddContract("gated", contract => contract.ForIntent(TaskIntent.Rewrite).WithGates("leaks"))
        .AuditTo.Sink(new LatestRecordSink());
}
