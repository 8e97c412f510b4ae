using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Economics;

namespace TieredRouting.Benchmarks.Load;

/// <summary>Sends requests as they arrive, through a whole router with a shared budget, and reads the books when the last has ended.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private const int AttemptCap = 3;
    private const double Mega = 1_000_000;

    private static readonly Budget All = new("load", 1_000_000_000m) { Window = BudgetWindow.Day };

    private readonly LoadRequest[] _requests;
    private readonly LoadModel _model;
    private readonly CountingSink _sink = new();
    private readonly ServiceProvider _services;
    private readonly IChatClient _chat;
    private readonly int _concurrency;
    private readonly SemaphoreSlim _places;
    private readonly double[] _added;

    public LoadRun(LoadArguments arguments, int requests)
    {
        _requests = LoadTraffic.Make(arguments, requests);
        _model = new LoadModel(_requests);
        _concurrency = arguments.Concurrency;
        _places = new SemaphoreSlim(_concurrency);
        _added = new double[requests];
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => Declare(routing, arguments.ModelTime));
        _services = services.BuildServiceProvider();
        _chat = _services.GetRequiredService<IChatClient>();
    }

    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<LoadResult> RunAsync(CancellationToken tooLong)
    {
        var (heapBefore, setBefore) = Memory();
        var started = Stopwatch.GetTimestamp();
        await SendAsync(started, tooLong);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (heapAfter, setAfter) = Memory();
        var account = Account();
        var added = _added.Where(milliseconds => !double.IsNaN(milliseconds)).Order().ToArray();
        return new LoadResult(_requests.Length, _sink, AttemptCap, account.SpentAt(TimeProvider.System.GetTimestamp()), account.Reserved, _requests.Length / seconds, (Quantile(added, 0.5), Quantile(added, 0.99)), (setBefore, setAfter)) { HeapGrowthMb = heapAfter - heapBefore };
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _places.Dispose();
        _model.Dispose();
    }

    private void Declare(TieredRoutingBuilder routing, TimeSpan modelTime) => routing
        .AddTier("nano", tier => tier.AddEndpoint("nano-a", Priced(0.20m, 1.25m)).AddEndpoint("nano-b", Priced(0.20m, 1.25m)))
        .AddTier("mini", tier => tier.AddEndpoint("mini-a", Priced(0.75m, 4.50m)))
        .AddTier("full", tier => tier.AddEndpoint("full-a", Priced(2.50m, 15m)))
        .AddContract("extract", contract => Bounded(contract, modelTime).ForIntent(TaskIntent.Extract).WithSchema("""{"type":"object","required":["company"],"properties":{"company":{"type":"string"}},"additionalProperties":false}"""))
        .AddContract("chat", contract => Bounded(contract, modelTime).ForIntent(TaskIntent.Rewrite))
        .AddBudget(All)
        .AuditTo.Sink(_sink);

    private static ContractBuilder Bounded(ContractBuilder contract, TimeSpan modelTime) =>
        contract.WithMaxOutput(1_000).AtMost(attempts: AttemptCap, cost: 0.10m, deadline: (modelTime * 8) + TimeSpan.FromSeconds(1), firstToken: (modelTime * 2) + TimeSpan.FromSeconds(0.5), nextChunk: TimeSpan.FromSeconds(5));

    private Action<EndpointBuilder> Priced(decimal input, decimal output) => endpoint => endpoint.UseClient(_model).PricedAt(input, output);

    private async Task SendAsync(long started, CancellationToken tooLong)
    {
        for (var i = 0; i < _requests.Length; i++)
        {
            if (_requests[i].Arrives - Stopwatch.GetElapsedTime(started) is var early && early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early, TimeProvider.System, tooLong);
            await _places.WaitAsync(tooLong);
            _ = SendOneAsync(i);
        }

        // The last have ended when all places are free again.
        for (var place = 0; place < _concurrency; place++)
            await _places.WaitAsync(tooLong);
    }

    private async Task SendOneAsync(int index)
    {
        await Task.Yield();
        var started = Stopwatch.GetTimestamp();
        using var caller = Caller(_requests[index]);
        try
        {
            await AskAsync(index, caller?.Token ?? CancellationToken.None);
        }
        catch (Exception exception) when (exception is TieredRoutingException or OperationCanceledException or HttpRequestException)
        {
            // The record says what happened.
        }
        finally
        {
            var ticks = Stopwatch.GetTimestamp() - started - _model.TicksOf(index);
            // A call that is cut off ends when it likes: how much of the wait was the model's cannot be told.
            _added[index] = _requests[index].Fault is LoadFault.Stall or LoadFault.CancelledByCaller ? double.NaN : (double)ticks / Stopwatch.Frequency * 1_000;
            _places.Release();
        }
    }

    private async Task AskAsync(int index, CancellationToken cancellationToken)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        if (!_requests[index].Streams)
        {
            await _chat.GetResponseAsync(text, new ChatOptions().WithContract("extract"), cancellationToken);
            return;
        }

        await foreach (var _ in _chat.GetStreamingResponseAsync(text, new ChatOptions().WithContract("chat"), cancellationToken))
        {
            // A caller reads what comes.
        }
    }

    private static CancellationTokenSource? Caller(LoadRequest request) =>
        request.Fault == LoadFault.CancelledByCaller ? new CancellationTokenSource(request.Takes / 2) : null;

    private BudgetAccount Account() => _services.GetRequiredService<TieredRoutingChatClient>().Budgets.Open(All).Accounts.Of(string.Empty);

    private static (double Heap, double WorkingSet) Memory()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return (GC.GetTotalMemory(forceFullCollection: true) / Mega, Environment.WorkingSet / Mega);
    }

    /// <summary>By nearest rank.</summary>
    private static double Quantile(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
