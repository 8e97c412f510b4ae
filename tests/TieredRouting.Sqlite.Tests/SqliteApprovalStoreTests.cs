using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Specs;

namespace TieredRouting.Sqlite.Tests;

public sealed class SqliteApprovalStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Database => Path.Combine(_folder, "inbox.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_held_is_there_after_a_restart_with_all_a_person_needs()
    {
        string id;
        using (var before = new Inbox(_folder))
            id = await before.Hold("Please write to Acme.");

        using var after = new Inbox(_folder);
        var item = (await after.Approvals.GetAsync(id))!;

        (item.State, item.Request.Draft!.Text, item.Request.Messages[0].Text, item.Request.Contract).Should().Be((ApprovalState.Held, "Dear Acme", "Please write to Acme.", "work"));
        (await after.Approvals.ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.Decided);
        (await after.Approvals.ReleaseAsync(id)).Answer!.Text.Should().Be("Dear Acme");
    }

    [Fact]
    public async Task The_answer_can_be_read_by_a_process_that_held_nothing()
    {
        using var holder = new Inbox(_folder);
        var id = await holder.Hold();
        using (var desk = new Inbox(_folder))
            await desk.Approvals.EditAsync(id, "ann", "Dear Acme, thank you");

        var waited = await holder.Approvals.WaitAsync(id, TestContext.Current.CancellationToken);

        (waited.Kind, waited.Answer!.Text).Should().Be((ApprovalReleaseKind.Released, "Dear Acme, thank you"));
    }

    [Fact]
    public async Task A_wait_hears_of_a_decision_of_another_process()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        using var holder = new Inbox(_folder, time: time);
        var id = await holder.Hold();
        var waiting = holder.Approvals.WaitAsync(id, TestContext.Current.CancellationToken);
        using (var desk = new Inbox(_folder))
            await desk.Approvals.RejectAsync(id, "ann");
        waiting.IsCompleted.Should().BeFalse();

        time.Advance(TimeSpan.FromSeconds(1));

        (await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Kind.Should().Be(ApprovalReleaseKind.Rejected);
    }

    [Fact]
    public async Task Of_many_releases_at_once_through_two_connections_one_is_the_first()
    {
        using var one = new Inbox(_folder);
        using var other = new Inbox(_folder);
        var id = await one.Hold();
        await one.Approvals.ApproveAsync(id, "ann");

        var releases = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () => await (i % 2 == 0 ? one : other).Approvals.ReleaseAsync(id))));

        releases.Count(release => release.Kind == ApprovalReleaseKind.Released).Should().Be(1);
        releases.Should().OnlyContain(release => release.Answer != null && (release.Kind == ApprovalReleaseKind.Released || release.Kind == ApprovalReleaseKind.ReleasedBefore));
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_is_taken()
    {
        using var one = new Inbox(_folder);
        using var other = new Inbox(_folder);
        var id = await one.Hold();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            var approvals = (i % 2 == 0 ? one : other).Approvals;
            return i % 3 == 0 ? await approvals.RejectAsync(id, $"p{i}") : await approvals.ApproveAsync(id, $"p{i}");
        })));

        results.Count(result => result.Kind == ApprovalResultKind.Decided).Should().Be(1);
        results.Count(result => result.Kind == ApprovalResultKind.AlreadyDecided).Should().Be(19);
        (one.Audit.Events.Count + other.Audit.Events.Count).Should().BeGreaterThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("UPDATE approvals SET body = CAST(replace(CAST(body AS TEXT), 'Dear Acme', 'Dear Acne') AS BLOB)")]
    [InlineData("UPDATE approvals SET body = CAST(replace(CAST(body AS TEXT), '\"state\":\"approved\"', '\"state\":\"edited\"') AS BLOB)")]
    public async Task A_draft_that_was_changed_after_its_approval_is_not_released(string sql)
    {
        using var inbox = new Inbox(_folder);
        var id = await inbox.Hold();
        await inbox.Approvals.ApproveAsync(id, "ann");

        Tell(sql);

        var release = await inbox.Approvals.ReleaseAsync(id);
        (release.Kind, release.Answer).Should().Be((ApprovalReleaseKind.Tampered, null));
        (await inbox.Approvals.RejectAsync(id, "bob")).Kind.Should().Be(ApprovalResultKind.Tampered);
    }

    [Fact]
    public async Task Work_that_somebody_wrote_into_the_store_as_approved_is_not_released()
    {
        using var inbox = new Inbox(_folder);
        var id = await inbox.Hold();

        Tell("UPDATE approvals SET body = CAST(replace(CAST(body AS TEXT), '\"state\":\"held\"', '\"state\":\"approved\"') AS BLOB)");

        (await inbox.Approvals.ReleaseAsync(id)).Kind.Should().Be(ApprovalReleaseKind.Tampered);
    }

    [Fact]
    public async Task An_approved_draft_that_somebody_put_in_the_place_of_another_is_not_released_there()
    {
        using var inbox = new Inbox(_folder);
        var (held, approved) = (await inbox.Hold("for Acme"), await inbox.Hold("for Bolt"));
        await inbox.Approvals.ApproveAsync(approved, "ann");

        Tell($"UPDATE approvals SET (body, version) = (SELECT body, version FROM approvals WHERE id = '{approved}') WHERE id = '{held}'");

        (await inbox.Approvals.ReleaseAsync(held)).Kind.Should().Be(ApprovalReleaseKind.Tampered);
        (await inbox.Approvals.ApproveAsync(held, "ann")).Kind.Should().Be(ApprovalResultKind.Tampered);
        (await inbox.Approvals.ReleaseAsync(approved)).Kind.Should().Be(ApprovalReleaseKind.Released);
    }

    [Fact]
    public void A_file_of_a_newer_release_is_refused_by_name_and_left_as_it_is()
    {
        using (var inbox = new Inbox(_folder))
            _ = inbox.Approvals;
        Tell($"PRAGMA user_version = {SqliteSchema.Version + 1}");

        var opening = () => new SqliteApprovalStore(Database, new SqliteStoreOptions());

        opening.Should().Throw<NotSupportedException>().WithMessage($"*inbox.db*version {SqliteSchema.Version + 1}*up to version {SqliteSchema.Version}*newer release*");
    }

    [Fact]
    public void A_database_of_another_program_is_refused()
    {
        Tell("CREATE TABLE theirs (id INTEGER)");

        var opening = () => new SqliteApprovalStore(Database, new SqliteStoreOptions());

        opening.Should().Throw<IOException>().WithMessage("*another program*");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Database, new string('x', 5_000));

        var opening = () => new SqliteApprovalStore(Database, new SqliteStoreOptions());

        opening.Should().Throw<IOException>().WithMessage("*no SQLite database*");
    }

    [Fact]
    public async Task While_another_process_writes_for_too_long_the_request_fails_closed_and_nothing_is_lost()
    {
        using var inbox = new Inbox(_folder, sqlite: sqlite => sqlite.WaitForOthers(TimeSpan.Zero));
        var first = await inbox.Hold();
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        SqliteFile.Execute(other, "BEGIN IMMEDIATE");

        var error = (await FluentActions.Awaiting(() => inbox.Hold()).Should().ThrowAsync<RouteFailedClosedException>()).Which;
        var deciding = (await FluentActions.Awaiting(async () => await inbox.Approvals.ApproveAsync(first, "ann")).Should().ThrowAsync<IOException>()).Which;
        SqliteFile.Execute(other, "ROLLBACK");

        error.Rule.Should().Be("approval");
        deciding.Message.Should().Contain("locked by another process").And.Contain("inbox.db").And.NotContain("Acme");
        (await inbox.Approvals.ApproveAsync(first, "ann")).Kind.Should().Be(ApprovalResultKind.Decided);
    }

    [Fact]
    public async Task When_there_is_no_room_the_request_fails_closed_and_what_is_there_stays()
    {
        using var inbox = new Inbox(_folder, answer: new string('x', 200_000));
        var first = await inbox.Hold();
        inbox.Store.Tell("PRAGMA max_page_count = 1");

        await FluentActions.Awaiting(() => inbox.Hold()).Should().ThrowAsync<RouteFailedClosedException>();

        var deciding = await FluentActions.Awaiting(async () => await inbox.Approvals.EditAsync(first, "ann", new string('y', 300_000))).Should().ThrowAsync<IOException>();
        deciding.Which.Message.Should().Contain("is full").And.Contain("inbox.db").And.NotContain("yy");
        (await inbox.Approvals.ListAsync()).Should().ContainSingle().Which.Id.Should().Be(first);
        (await inbox.Approvals.GetAsync(first))!.Answer.Should().BeNull();
    }

    [Fact]
    public async Task On_a_disk_that_is_full_nothing_is_decided_and_once_there_is_room_work_goes_on()
    {
        Assert.SkipUnless(SmallDisk.TryMount(_folder + "-disk", out var disk, size: 1 << 20), "a small file system cannot be mounted here");
        using var _ = disk;
        using var inbox = new Inbox(disk.Path);
        var id = await inbox.Hold();
        disk.Fill();

        (await FluentActions.Awaiting(async () => await inbox.Approvals.EditAsync(id, "ann", new string('y', 300_000))).Should().ThrowAsync<IOException>()).Which.Message.Should().Contain("full");
        await FluentActions.Awaiting(() => inbox.Hold(new string('z', 300_000))).Should().ThrowAsync<RouteFailedClosedException>();
        (await inbox.Approvals.GetAsync(id))!.State.Should().Be(ApprovalState.Held);

        disk.Free();
        (await inbox.Approvals.ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.Decided);
        (await inbox.Approvals.ReleaseAsync(id)).Kind.Should().Be(ApprovalReleaseKind.Released);
    }

    [Fact]
    public async Task A_disk_that_nobody_may_write_to_is_an_error_at_start()
    {
        Assert.SkipUnless(SmallDisk.TryMount(_folder + "-disk", out var disk, size: 1 << 20), "a small file system cannot be mounted here");
        using var _ = disk;
        using (var before = new Inbox(disk.Path))
            await before.Hold();
        disk.Protect();

        var opening = () => new SqliteApprovalStore(Path.Combine(disk.Path, "inbox.db"), new SqliteStoreOptions());

        opening.Should().Throw<IOException>().Which.Message.Should().Contain("inbox.db").And.Contain("cannot be opened");
    }

    [Fact]
    public void A_commit_is_on_the_disk_when_it_returns_and_readers_do_not_wait_for_it()
    {
        using var writer = new SqliteFile(Database, TimeSpan.Zero).OpenWriter();

        (Asked(writer, "PRAGMA journal_mode"), Asked(writer, "PRAGMA synchronous")).Should().Be(("wal", "2"), "2 is FULL");
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("{\"v\":2}")]
    public async Task An_item_that_cannot_be_read_is_an_error_that_says_so_and_the_others_can(string body)
    {
        using var inbox = new Inbox(_folder);
        var (broken, whole) = (await inbox.Hold(), await inbox.Hold());
        Tell($"UPDATE approvals SET body = CAST('{body}' AS BLOB) WHERE id = '{broken}'");

        var error = await FluentActions.Awaiting(async () => await inbox.Approvals.ApproveAsync(broken, "ann")).Should().ThrowAsync<IOException>();

        error.Which.Message.Should().Contain("cannot be read").And.NotContain("JSON at all");
        (await inbox.Approvals.ApproveAsync(whole, "ann")).Kind.Should().Be(ApprovalResultKind.Decided);
    }

    [Fact]
    public async Task What_was_encrypted_with_another_key_is_an_error_that_says_so()
    {
        string id;
        using (var before = new Inbox(_folder, sqlite: sqlite => sqlite.ProtectContentWith(bytes => bytes, bytes => bytes)))
            id = await before.Hold();
        using var after = new Inbox(_folder, sqlite: sqlite => sqlite.ProtectContentWith(bytes => bytes, _ => throw new System.Security.Cryptography.CryptographicException("secret")));

        (await FluentActions.Awaiting(async () => await after.Approvals.GetAsync(id)).Should().ThrowAsync<IOException>()).Which.Message.Should().Contain("another key").And.NotContain("secret");
        (await after.Approvals.ListAsync()).Should().ContainSingle("what it is about is not needed to list it");
    }

    [Fact]
    public async Task A_store_that_turns_read_only_says_so()
    {
        using var inbox = new Inbox(_folder);
        var id = await inbox.Hold();
        inbox.Store.Tell("PRAGMA query_only = 1");

        var error = (await FluentActions.Awaiting(async () => await inbox.Approvals.ApproveAsync(id, "ann")).Should().ThrowAsync<IOException>()).Which;

        error.Message.Should().Contain("read-only");
        (await inbox.Approvals.GetAsync(id))!.State.Should().Be(ApprovalState.Held);
    }

    [Fact]
    public async Task A_huge_draft_comes_back_whole()
    {
        var draft = string.Concat(Enumerable.Repeat("Straße \U0001F600 ", 200_000));
        using var inbox = new Inbox(_folder, answer: draft);
        var id = await inbox.Hold();
        await inbox.Approvals.ApproveAsync(id, "ann");

        (await inbox.Approvals.ReleaseAsync(id)).Answer!.Text.Should().Be(draft);
    }

    [Fact]
    public async Task What_the_work_is_about_can_be_encrypted()
    {
        static byte[] Turned(byte[] bytes) => [.. bytes.Select(value => (byte)(value ^ 0x5A))];
        using var inbox = new Inbox(_folder, sqlite: sqlite => sqlite.ProtectContentWith(Turned, Turned));
        var id = await inbox.Hold();
        await inbox.Approvals.ApproveAsync(id, "ann", "fine by me");

        System.Text.Encoding.UTF8.GetString(Body()).Should().NotContain("Acme").And.NotContain("fine by me");
        (await inbox.Approvals.ReleaseAsync(id)).Answer!.Text.Should().Be("Dear Acme");
    }

    [Fact]
    public async Task Pages_follow_each_other_oldest_first_without_a_gap()
    {
        using var inbox = new Inbox(_folder);
        var start = DateTimeOffset.UnixEpoch.AddYears(56);
        foreach (var i in Enumerable.Range(0, 25))
            await inbox.Store.AddAsync(Work($"{24 - i:00}", i % 2 == 0 ? "work" : "other", start.AddMinutes(i / 2)));
        var (seen, query) = (new List<ApprovalSummary>(), new ApprovalQuery { Contract = "work", Limit = 4 });

        while (await inbox.Approvals.ListAsync(query) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            query = query with { After = page[^1] };
        }

        seen.Should().HaveCount(13).And.BeInAscendingOrder(summary => summary.CreatedAt).And.OnlyHaveUniqueItems();
        (await inbox.Approvals.ListAsync(new ApprovalQuery { CreatedBefore = start.AddMinutes(1) })).Should().HaveCount(2);
        (await inbox.Approvals.ListAsync(new ApprovalQuery { State = ApprovalState.Released })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_id_twice_is_refused_and_the_others_of_the_group_are_kept()
    {
        using var inbox = new Inbox(_folder);
        var store = inbox.Store;
        await store.AddAsync(Work("a", "work", DateTimeOffset.UnixEpoch));

        var adds = Enumerable.Range(0, 10).Select(i => Task.Run(async () => await store.AddAsync(Work(i == 5 ? "a" : $"b{i}", "work", DateTimeOffset.UnixEpoch)))).ToList();

        await FluentActions.Awaiting(() => adds[5]).Should().ThrowAsync<InvalidOperationException>();
        await Task.WhenAll(adds.Where((_, i) => i != 5));
        (await inbox.Approvals.ListAsync()).Should().HaveCount(10);
    }

    [Fact]
    public void A_path_on_a_share_is_refused()
    {
        var opening = () => new SqliteFile(@"\\server\share\inbox.db", TimeSpan.Zero);

        if (OperatingSystem.IsWindows())
            opening.Should().Throw<NotSupportedException>().WithMessage("*network share*");
        else
            Assert.Skip("A share has a path of its own on Windows alone; elsewhere its kind of file system tells, and none is mounted here.");
    }

    private static ApprovalItem Work(string id, string contract, DateTimeOffset createdAt) => new()
    {
        Request = new ApprovalRequest
        {
            Id = id,
            RouteId = id,
            Contract = contract,
            Kind = ApprovalKind.Draft,
            Reason = "because",
            CreatedAt = createdAt,
            Messages = [new ChatMessage(ChatRole.User, "hello")],
            Draft = new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")),
        },
    };

    private void Tell(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }

    private static string Asked(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }

    private byte[] Body()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT body FROM approvals";
        return (byte[])command.ExecuteScalar()!;
    }
}
