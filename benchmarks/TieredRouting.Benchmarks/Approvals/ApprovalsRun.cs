using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Approvals;

/// <summary>One run over a database of its own, in the folder for temporary files.</summary>
internal sealed class ApprovalsRun : IAsyncDisposable
{
    private const int Callers = 256;
    private const int Decisions = 20_000;
    private const int Pages = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private readonly ServiceProvider _services;
    private readonly int _items;

    public ApprovalsRun(int items)
    {
        _items = items;
        var collection = new ServiceCollection();
        collection.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("Dear Acme, thank you for your message.")).PricedAt(1, 2))
            .AddContract("work", contract => contract.ForIntent(TaskIntent.Draft).WithApproval(ApprovalMode.Always))
            .HashIdsWith(new AuditKey("a key of at least sixteen bytes"))
            .AuditTo.JsonLines(Path.Combine(_folder, "audit.jsonl")));
        collection.AddTieredRoutingSqlite(Path.Combine(_folder, "inbox.db"));
        _services = collection.BuildServiceProvider();
    }

    private IApprovals Approvals => _services.GetRequiredService<IApprovals>();

    public async Task RunAsync(TextWriter output)
    {
        // Until the compiler has seen all of it: it takes a sixth of the processor before.
        await DecideAsync(Decisions / 2);
        var (holding, whole) = (await HoldAsync(), await TimedAsync(DecideAsync));
        Say(output, $"hold: {Decisions / holding.TotalSeconds:N0} a second; hold, approve, record and release: {Decisions / whole.TotalSeconds:N0} a second ({Callers} callers, each commit on the disk, audit chained)");
        var before = WorkingSet();
        await FillAsync();
        Say(output, $"{_items:N0} waiting: working set {before} MB before, {WorkingSet()} MB after; database {new FileInfo(Path.Combine(_folder, "inbox.db")).Length / 1_000_000} MB");
        await PageAsync(output, "by contract", new ApprovalQuery { Contract = "contract-7" });
        await PageAsync(output, "by contract and age", new ApprovalQuery { Contract = "contract-7", CreatedBefore = DateTimeOffset.UnixEpoch.AddSeconds(_items / 2) });
        await PageAsync(output, "of all, the oldest", new ApprovalQuery());
        await PageAsync(output, "a thousand", new ApprovalQuery { Contract = "contract-7", Limit = ApprovalQuery.MostOnPage });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<TimeSpan> TimedAsync(Func<int, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work(Decisions);
        return Stopwatch.GetElapsedTime(start);
    }

    private static Task SharedAsync(int count, Func<int, Task> work)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await work(i);
        })));
    }

    private static long WorkingSet()
    {
        GC.Collect();
        return Environment.WorkingSet / 1_000_000;
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private Task<TimeSpan> HoldAsync()
    {
        var chat = _services.GetRequiredService<IChatClient>().ForContract("work");
        return TimedAsync(count => SharedAsync(count, async _ => await chat.GetResponseAsync("Please answer Acme.")));
    }

    private Task DecideAsync(int count)
    {
        var chat = _services.GetRequiredService<IChatClient>().ForContract("work");
        return SharedAsync(count, async _ =>
        {
            var id = (await chat.GetResponseAsync("Please answer Acme.")).GetApproval()!.Id;
            await Approvals.ApproveAsync(id, "ann");
            if ((await Approvals.ReleaseAsync(id)).Kind != ApprovalReleaseKind.Released)
                throw new InvalidOperationException("What was approved was not released.");
        });
    }

    private Task FillAsync()
    {
        var store = _services.GetRequiredService<IApprovalStore>();
        return SharedAsync(_items, async i => await store.AddAsync(Work(i)));
    }

    private static ApprovalItem Work(int i) => new()
    {
        Request = new ApprovalRequest
        {
            Id = $"item-{i}",
            RouteId = $"item-{i}",
            Contract = $"contract-{i % 10}",
            Kind = ApprovalKind.Draft,
            Reason = "the contract's risk is high (class T2)",
            CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(i),
            Messages = [new ChatMessage(ChatRole.User, new string('q', 500))],
            Draft = new ChatResponse(new ChatMessage(ChatRole.Assistant, new string('a', 1_000))),
        },
    };

    private async Task PageAsync(TextWriter output, string name, ApprovalQuery query)
    {
        var times = new double[Pages];
        var rows = 0;
        for (var i = 0; i < Pages; i++)
        {
            var start = Stopwatch.GetTimestamp();
            rows = (await Approvals.ListAsync(query)).Count;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Say(output, $"page {name}: {rows} rows, median {times[Pages / 2]:0.00} ms, slowest {times[^1]:0.00} ms");
    }
}
