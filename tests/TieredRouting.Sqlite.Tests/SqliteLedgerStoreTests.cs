using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;
using TieredRouting.Feedback;
using TieredRouting.Testing;

namespace TieredRouting.Sqlite.Tests;

public sealed class SqliteLedgerStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    private string Database => Path.Combine(_folder, "ledger.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_counted_is_there_after_a_restart()
    {
        using (var before = new Application(Database, _time))
        {
            var route = await before.Ask("de");
            await before.Feedback.RecordAsync(route, RoutingFeedback.Thumbs(up: false));
        }

        using var after = new Application(Database, _time);
        await after.Ask("de");

        var figures = after.Ledger.Snapshot().Of("work", "de").Single().Started;
        (figures.Requests, figures.ThumbsDown, figures.Succeeded).Should().Be((2, 1, 1));
        figures.Cost.Should().BePositive();
    }

    [Fact]
    public async Task Several_processes_count_together()
    {
        using var one = new Application(Database, _time);
        using var other = new Application(Database, _time);
        await one.Ask("de");
        await other.Ask("de");
        await other.Ask("fr");

        for (var i = 0; i < 2; i++)
            _time.Advance(LedgerKeeper.Interval);

        foreach (var application in (Application[])[one, other])
            application.Ledger.Snapshot().Cells.Select(cell => (cell.Cohort, cell.Started.Requests)).Should().Equal(("de", 2), ("fr", 1));
    }

    [Fact]
    public async Task Feedback_about_a_route_of_another_process_comes_to_the_right_place()
    {
        using var answering = new Application(Database, _time);
        using var hearing = new Application(Database, _time);
        var route = await answering.Ask("de");
        _time.Advance(LedgerKeeper.Interval);

        (await hearing.Feedback.RecordAsync(route, RoutingFeedback.Thumbs(up: false))).Should().Be(FeedbackResult.Recorded);

        for (var i = 0; i < 2; i++)
            _time.Advance(LedgerKeeper.Interval);
        var figures = answering.Ledger.Snapshot().Of("work", "de").Single().Started;
        (figures.Requests, figures.ThumbsDown, figures.Succeeded).Should().Be((1, 1, 0));
    }

    [Fact]
    public void Whoever_adds_in_whichever_order_the_sums_are_the_same() => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 100]).Array[0, 30].Sample(added =>
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.db");
        SqliteLedgerStore[] stores = [.. Enumerable.Range(0, 3).Select(_ => new SqliteLedgerStore(file, new SqliteStoreOptions()))];
        foreach (var (process, cohort, count) in added)
            stores[process].Exchange(10, 0, [Row($"c{cohort}", count)]);

        using var reader = new SqliteLedgerStore(file, new SqliteStoreOptions());
        var rows = reader.Exchange(10, 0, []);
        rows.ToDictionary(row => row.Key.Part!, row => row.Numbers[LedgerCount.Requests]).Should()
            .BeEquivalentTo(added.GroupBy(each => each.Item2).ToDictionary(cohort => $"c{cohort.Key}", cohort => cohort.Sum(each => each.Item3)));
        rows.Sum(row => row.Numbers.Cost).Should().Be(added.Sum(each => each.Item3) / 1_000m);
        foreach (var store in stores)
            store.Dispose();
    }, iter: 20);

    [Fact]
    public void Only_what_changed_is_read_again()
    {
        using var one = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        using var other = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        one.Exchange(10, 0, [Row("a", 1), Row("b", 1)]);

        other.Exchange(10, 0, []).Should().HaveCount(2);
        other.Exchange(10, 0, []).Should().BeEmpty();
        one.Exchange(10, 0, [Row("b", 1)]);
        other.Exchange(10, 0, []).Should().ContainSingle().Which.Numbers[LedgerCount.Requests].Should().Be(2);
    }

    [Fact]
    public void What_is_older_than_the_window_is_deleted_and_another_window_is_not_mixed_in()
    {
        using var store = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        store.Exchange(10, 0, [Row("old", 1, step: 3)]);
        store.Exchange(7, 0, [Row("another", 1, step: 100)]);

        store.Exchange(10, 5, [Row("new", 1, step: 6)]);

        using var reader = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        reader.Exchange(10, 0, []).Select(row => row.Key.Part).Should().Equal("new");
        using var again = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        again.Exchange(7, 0, []).Select(row => row.Key.Part).Should().Equal("another");
    }

    [Fact]
    public void Numbers_come_back_as_they_were() => Gen.Select(Gen.Int[0, int.MaxValue].Array[LedgerNumbers.Length], Gen.Decimal, Gen.Long).Sample((counts, amount, number) =>
    {
        var numbers = new LedgerNumbers { Cost = amount, RetryCost = -amount, AttemptCost = amount, Ticks = number, AttemptTicks = number, Tokens = new TokenUsage(1, 2, 3, number) };
        counts.CopyTo(numbers.Writable);

        var read = LedgerNumbers.Of(numbers.ToBytes());

        read.All.ToArray().Should().Equal(counts);
        (read.Cost, read.RetryCost, read.Ticks, read.Tokens).Should().Be((amount, -amount, number, numbers.Tokens));
    });

    [Fact]
    public void A_file_of_the_version_before_is_brought_up_and_keeps_what_it_has()
    {
        using (var old = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = """
                CREATE TABLE approvals (
                    id TEXT NOT NULL PRIMARY KEY, contract TEXT NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, reason TEXT NOT NULL,
                    created INTEGER NOT NULL, expires INTEGER, version INTEGER NOT NULL, body BLOB NOT NULL);
                INSERT INTO approvals VALUES ('a', 'work', 0, 0, 'r', 1, NULL, 1, x'00');
                PRAGMA application_id = 0x54527374; PRAGMA user_version = 1;
                """;
            command.ExecuteNonQuery();
        }

        using (var store = new SqliteLedgerStore(Database, new SqliteStoreOptions()))
            store.Exchange(10, 0, [Row("a", 1)]);

        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var reading = connection.CreateCommand();
        reading.CommandText = "SELECT (SELECT count(*) FROM approvals) || ' ' || (SELECT count(*) FROM ledger) || ' ' || (SELECT user_version FROM pragma_user_version)";
        reading.ExecuteScalar().Should().Be($"1 1 {SqliteSchema.Version}");
    }

    [Fact]
    public void A_damaged_row_is_an_error_that_says_so_and_nothing_is_added()
    {
        using (var store = new SqliteLedgerStore(Database, new SqliteStoreOptions()))
            store.Exchange(10, 0, [Row("a", 1)]);
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE ledger SET body = x'01'";
            command.ExecuteNonQuery();
        }

        using var again = new SqliteLedgerStore(Database, new SqliteStoreOptions());
        var reading = () => again.Exchange(10, 0, [Row("b", 1)]);

        reading.Should().Throw<IOException>().WithMessage("The ledger cannot be read*");
        using var count = new SqliteConnection($"Data Source={Database};Pooling=False");
        count.Open();
        using var counting = count.CreateCommand();
        counting.CommandText = "SELECT count(*) FROM ledger";
        counting.ExecuteScalar().Should().Be(1L);
    }

    [Fact]
    public void What_a_store_refuses_waits_and_is_not_lost()
    {
        var book = new LedgerBook(new LedgerOptions());
        var store = new StubbornStore();
        var failures = 0;
        using var keeper = new LedgerKeeper(book, store, _time, _ => failures++);
        store.Refuses = true;
        book.Mark("r", LedgerMarks.ThumbsDown, new LedgerOrigin("work", "de", "nano", "nano", _time.GetUtcNow()));

        keeper.TryExchange();
        keeper.TryExchange();
        store.Refuses = false;
        keeper.TryExchange();

        failures.Should().Be(1, "the failures that follow at once say nothing new");
        store.Kept.Where(row => row.Key.Kind == LedgerKind.Cohort).Sum(row => row.Numbers[LedgerCount.ThumbsDown]).Should().Be(1);
        book.Sums(new LedgerKey(LedgerKind.Cohort, "work", "de"), 0).Single().Numbers[LedgerCount.ThumbsDown].Should().Be(1);
    }

    private static LedgerRow Row(string cohort, int requests, long step = 1)
    {
        var row = new LedgerRow(new LedgerKey(LedgerKind.Cohort, "work", cohort), "nano", "nano", step);
        (row.Numbers[LedgerCount.Requests], row.Numbers.Cost) = (requests, requests / 1_000m);
        return row;
    }

    private sealed class StubbornStore : ILedgerStore
    {
        public bool Refuses { get; set; }

        public List<LedgerRow> Kept { get; } = [];

        public IReadOnlyList<LedgerRow> Exchange(long length, long first, IReadOnlyList<LedgerRow> added)
        {
            if (Refuses)
                throw new IOException("no room");
            Kept.AddRange(added);
            return [.. added];
        }
    }

    private sealed class Application : IDisposable
    {
        private readonly ServiceProvider _services;

        public Application(string database, TimeProvider time)
        {
            var services = new ServiceCollection();
            services.AddSingleton(time);
            services.AddTieredRouting(routing => routing
                .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("fine")).PricedAt(1, 2))
                .AddContract("work", contract => contract.ForIntent(TaskIntent.Extract)));
            services.AddTieredRoutingSqlite(database, sqlite => sqlite.KeepLedger());
            _services = services.BuildServiceProvider();
            Chat = _services.GetRequiredService<IChatClient>().ForContract("work");
        }

        public IChatClient Chat { get; }

        public RoutingLedger Ledger => _services.GetRequiredService<RoutingLedger>();

        public IRoutingFeedback Feedback => _services.GetRequiredService<IRoutingFeedback>();

        public async Task<string> Ask(string cohort) => (await Chat.GetResponseAsync("hello", new ChatOptions().WithRouting(facts => facts.Cohort(cohort)))).GetRoute()!.Id;

        public void Dispose() => _services.Dispose();
    }
}
