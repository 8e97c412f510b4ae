using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Sqlite.Tests;

/// <summary>A router whose held work is in a database of a folder, as an application has it.</summary>
internal sealed class Inbox : IDisposable
{
    private readonly ServiceProvider _services;

    public Inbox(string folder, Action<ContractBuilder>? contract = null, TimeProvider? time = null, string answer = "Dear Acme", Action<SqliteStoreBuilder>? sqlite = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time ?? new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56)));
        collection.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers(answer)).PricedAt(1, 2))
            .AddContract("work", work =>
            {
                work.ForIntent(TaskIntent.Draft).WithApproval(ApprovalMode.Always);
                contract?.Invoke(work);
            })
            .HashIdsWith(new AuditKey("a key of at least sixteen bytes"))
            .AuditTo.Sink(Audit));
        collection.AddTieredRoutingSqlite(Path.Combine(folder, "inbox.db"), sqlite);
        _services = collection.BuildServiceProvider();
    }

    public RecordingAuditSink Audit { get; } = new();

    public IApprovals Approvals => _services.GetRequiredService<IApprovals>();

    public SqliteApprovalStore Store => (SqliteApprovalStore)_services.GetRequiredService<IApprovalStore>();

    public IChatClient Chat => _services.GetRequiredService<IChatClient>().ForContract("work");

    /// <summary>Asks, and gives the id of what is held.</summary>
    public async Task<string> Hold(string text = "hello") => (await Chat.GetResponseAsync(text)).GetApproval()!.Id;

    public void Dispose() => _services.Dispose();
}
