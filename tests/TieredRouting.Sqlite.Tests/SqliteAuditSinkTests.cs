using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Sqlite.Tests;

/// <summary>An audit that is kept in a database: one chain for all processes, that verifies once it is exported.</summary>
public sealed class SqliteAuditSinkTests : IDisposable
{
    private const string Secret = "a key of at least sixteen bytes";

    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private int _exports;

    private string Database => Path.Combine(_folder, "routing.db");

    private static AuditKey Key => new(Secret);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_and_events_are_one_chain_that_verifies_and_can_be_read(bool keyed)
    {
        using (var routing = Routing(keyed ? Key : null))
        {
            var id = await Ask(routing);
            var decided = await routing.GetRequiredService<IApprovals>().ApproveAsync(id, "ann");
            decided.Kind.Should().Be(ApprovalResultKind.Decided);
            (await routing.GetRequiredService<IRoutingFeedback>().RecordAsync(decided.Item!.Request.RouteId, RoutingFeedback.Corrected("Dear Acme", "Dear Bolt"))).Should().Be(FeedbackResult.Recorded);
        }

        var file = await Export();

        (await AuditChain.VerifyAsync(file, keyed ? [Key] : [], cancellationToken: TestContext.Current.CancellationToken)).Should().BeEquivalentTo(new { Records = 1, Events = 2, IsWhole = true }, "it is whole");
        var entries = await Entries(file);
        entries.Select(entry => (entry.Outcome, entry.Event)).Should().Equal(("heldForApproval", null), (null, "approvalDecided"), (null, "feedback"));
        (entries[2].Route, entries[2].Details["feedback"], entries[2].Details["editDistance"]).Should().Be((entries[0].Route, "corrected", "0.5"), "feedback is kept for later processes as well");
    }

    [Fact]
    public async Task An_audit_without_a_record_is_exported_as_one()
    {
        Routing(Key).Dispose();

        (await Entries(await Export())).Should().BeEmpty();
    }

    [Fact]
    public async Task The_next_process_goes_on_with_the_same_chain()
    {
        await Write(2);
        await Write(3);

        var file = await Export();

        (await Verify(file)).ToString().Should().Be("5 records, the chain is whole");
        (await Entries(file)).Select(entry => entry.Chain!.Sequence).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task Several_that_write_at_once_write_one_chain()
    {
        using (var one = Routing(Key))
        using (var other = Routing(Key))
            await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => Ask(i % 2 == 0 ? one : other))));

        (await Verify(await Export())).ToString().Should().Be("64 records, the chain is whole");
    }

    [Fact]
    public async Task Two_processes_that_are_killed_at_full_speed_have_on_record_what_they_released()
    {
        var released = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            using var one = Child.Audit(Database, Secret);
            using var other = Child.Audit(Database, Secret);
            released.UnionWith([await one.Line(), await other.Line()]);
            released.UnionWith(await one.KillNow());
            released.UnionWith([await other.Line(), .. await other.KillNow()]);
        }

        var file = await Export();

        (await Verify(file)).IsWhole.Should().BeTrue();
        released.Should().HaveCountGreaterThan(6).And.BeSubsetOf((await Entries(file)).Select(entry => entry.Route!));
    }

    [Theory]
    [InlineData("UPDATE audit SET line = CAST(replace(CAST(line AS TEXT), 'heldForApproval', 'released') AS BLOB) WHERE number = 2")]
    [InlineData("DELETE FROM audit WHERE number = 2")]
    [InlineData("DELETE FROM audit WHERE number = 3")]
    [InlineData("UPDATE audit SET number = 9 WHERE number = 2")]
    [InlineData("DELETE FROM audit_head")]
    [InlineData("UPDATE audit_head SET head = CAST(replace(CAST(head AS TEXT), '\"seq\":3', '\"seq\":2') AS BLOB)")]
    public async Task What_is_changed_shows_and_goes_on_showing_once_more_is_written(string change)
    {
        await Write(3);
        Tell(change);

        (await Verify(await Export())).IsWhole.Should().BeFalse();
        await Write(1);
        (await Verify(await Export())).IsWhole.Should().BeFalse();
    }

    [Fact]
    public async Task A_cut_and_a_head_to_fit_are_told_by_whoever_wrote_what_is_gone()
    {
        using (var routing = Routing(Key))
        {
            await Ask(routing);
            var old = Path.Combine(_folder, "old.db");
            Tell($"VACUUM INTO '{old}'");
            await Ask(routing);
            Tell($"ATTACH '{old}' AS old; BEGIN; DELETE FROM audit; INSERT INTO audit SELECT * FROM old.audit; DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM old.audit_head; COMMIT");
            await Ask(routing);
        }

        var file = await Export();

        (await Entries(file)).Select(entry => entry.Event).Should().Equal(null, "brokenChain", null);
        (await Verify(file)).IsWhole.Should().BeFalse();
    }

    [Fact]
    public async Task Another_key_goes_on_with_an_event_and_no_key_does_not()
    {
        var next = new AuditKey("another key of sixteen bytes or more");
        await Write(1);
        await Write(1, next);

        using (var routing = Routing(null))
            await FluentActions.Awaiting(() => Ask(routing)).Should().ThrowAsync<AuditWriteException>();

        var file = await Export();
        (await Entries(file)).Select(entry => entry.Event).Should().Equal(null, "keyChanged", null);
        (await AuditChain.VerifyAsync(file, [next, Key], cancellationToken: TestContext.Current.CancellationToken)).IsWhole.Should().BeTrue();
        (await AuditChain.VerifyAsync(file, [Key], cancellationToken: TestContext.Current.CancellationToken)).IsWhole.Should().BeFalse();
    }

    [Fact]
    public async Task A_database_that_is_locked_for_good_withholds_the_answer_and_leaves_nothing_half()
    {
        using var routing = Routing(Key);
        await Ask(routing);
        using (var other = Open())
        {
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");
            await FluentActions.Awaiting(() => Ask(routing)).Should().ThrowAsync<AuditWriteException>();
            SqliteFile.Execute(other, "ROLLBACK");
        }

        await Ask(routing);

        (await Verify(await Export())).ToString().Should().Be("2 records, the chain is whole");
    }

    [Fact]
    public async Task A_folder_that_holds_an_audit_and_a_database_that_is_not_there_are_refused()
    {
        await Write(1);
        await Export();

        await FluentActions.Awaiting(() => SqliteAudit.ExportAsync(Database, Path.Combine(_folder, "1"))).Should().ThrowAsync<IOException>();
        await FluentActions.Awaiting(() => SqliteAudit.ExportAsync(Database + "x", _folder)).Should().ThrowAsync<FileNotFoundException>();
    }

    private ServiceProvider Routing(AuditKey? key)
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("hi")).PricedAt(1, 2))
            .AddContract("work", contract => contract.ForIntent(TaskIntent.Draft).WithApproval(ApprovalMode.Always))
            .HashIdsWith(Key)
            .AuditTo.Sqlite(Database, audit => _ = key is null ? audit : audit.WithKey(key)));
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IChatClient>();
        return provider;
    }

    private static async Task<string> Ask(IServiceProvider routing) =>
        (await routing.GetRequiredService<IChatClient>().ForContract("work").GetResponseAsync("hello")).GetApproval()!.Id;

    private async Task Write(int records, AuditKey? key = null)
    {
        using var routing = Routing(key ?? Key);
        for (var i = 0; i < records; i++)
            await Ask(routing);
    }

    private Task<string> Export() =>
        SqliteAudit.ExportAsync(Database, Path.Combine(_folder, (++_exports).ToString(System.Globalization.CultureInfo.InvariantCulture)), TestContext.Current.CancellationToken);

    private static Task<AuditVerification> Verify(string file) => AuditChain.VerifyAsync(file, [Key], cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<List<AuditEntry>> Entries(string file)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in AuditReader.ReadAsync(file, TestContext.Current.CancellationToken))
            entries.Add(entry);
        return entries;
    }

    private SqliteConnection Open() => new SqliteFile(Database, TimeSpan.FromSeconds(5)).Open();

    private void Tell(string sql)
    {
        using var connection = Open();
        SqliteFile.Execute(connection, sql);
    }
}
