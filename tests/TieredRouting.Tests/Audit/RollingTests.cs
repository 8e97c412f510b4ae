using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

/// <summary>Files that are full, and the chain that goes on through them.</summary>
public sealed class RollingTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private int _written;

    private string Path => System.IO.Path.Combine(_folder, "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_full_file_is_rolled_and_the_chain_goes_on_in_the_next()
    {
        await Write(10, new JsonLinesOptions { RollAt = 1_000 });

        Files().Should().StartWith("routing.000001.jsonl").And.EndWith("routing.jsonl").And.HaveCountGreaterThan(3);
        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 10, Events = Files().Count - 1 });
        File.ReadLines(Path).First().Should().Contain($"\"event\":\"rolled\"").And.Contain($"\"file\":\"{Files()[^2]}\"");
    }

    [Fact]
    public async Task Each_day_has_a_file_of_its_own_also_over_a_restart()
    {
        var daily = new JsonLinesOptions { RollDaily = true };
        await Write(2, daily);
        _time.Advance(TimeSpan.FromDays(1));
        await Write(2, daily);
        await Write(2, daily);
        using (var sink = Sink(daily))
        {
            await Write(sink);
            _time.Advance(TimeSpan.FromHours(15));
            await Write(sink);
        }

        Files().Should().Equal("routing.000001.jsonl", "routing.000002.jsonl", "routing.jsonl");
        File.ReadLines(Path).Should().HaveCount(2);
        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 8, Events = 2 });
    }

    [Fact]
    public async Task Old_files_are_retired_and_the_chain_can_still_be_verified()
    {
        await Write(20, new JsonLinesOptions { RollAt = 1_000, Keep = 2 });

        Files().Should().HaveCount(3);
        var found = await Verify();
        found.IsWhole.Should().BeTrue(found.ToString());
        found.Events.Should().BePositive();
    }

    [Fact]
    public async Task A_later_file_in_the_place_of_those_before_it_is_not_signed_for()
    {
        var options = new JsonLinesOptions { RollAt = 1_000, Keep = 4 };
        await Write(20, options);
        var files = Files();
        for (var i = 1; i < 3; i++)
            File.Delete(InFolder(files[i]));
        File.Move(InFolder(files[3]), InFolder(files[1]));

        while (File.Exists(InFolder(files[0])))
            await Write(1, options);

        (await Verify()).Flaw.Should().Contain("missing");
    }

    [Fact]
    public async Task A_later_line_at_the_beginning_of_a_file_is_not_signed_for()
    {
        var options = new JsonLinesOptions { RollAt = 1_500, Keep = 3 };
        await Write(20, options);
        var (first, second) = (InFolder(Files()[0]), InFolder(Files()[1]));
        await File.WriteAllLinesAsync(second, (await File.ReadAllLinesAsync(second, CancellationToken.None))[1..], CancellationToken.None);

        while (File.Exists(first))
            await Write(1, options);

        (await Verify()).Flaw.Should().Contain("missing");
    }

    [Fact]
    public async Task Files_that_somebody_else_puts_there_do_not_age_the_others()
    {
        var options = new JsonLinesOptions { RollAt = 1_000, Keep = 50 };
        using var sink = Sink(options);
        for (var i = 0; i < 10; i++)
            await Write(sink);
        var files = Files();
        for (var i = 500; i < 600; i++)
            await File.WriteAllTextAsync(InFolder($"routing.000{i}.jsonl"), "{}\n", CancellationToken.None);
        for (var i = 0; i < 10; i++)
            await Write(sink);

        Files().Should().Contain(files);
    }

    [Theory]
    [InlineData("routing.000001.jsonl")]
    [InlineData("routing.000700.jsonl")]
    public async Task A_file_that_somebody_else_rolled_is_told(string name)
    {
        await Write(3, new JsonLinesOptions());
        File.Move(Path, InFolder(name));

        await Write(1, new JsonLinesOptions());

        (await Verify()).Flaw.Should().Contain("files were rolled by somebody else");
    }

    [Fact]
    public async Task That_the_chain_was_broken_is_known_when_the_file_that_says_so_is_gone()
    {
        var options = new JsonLinesOptions { RollAt = 1_000, Keep = 1 };
        await Write(2, options);
        File.Delete(Path + ".head");
        await Write(2, options);
        await Write(10, options);

        File.ReadAllText(InFolder(Files()[0])).Should().NotContain("brokenChain");
        (await Verify()).Should().Match<AuditVerification>(found => found.File == "routing.jsonl.head" && found.Line == null && found.Flaw!.Contains("found the chain broken, 1 times"));
    }

    [Fact]
    public async Task A_damaged_packed_file_does_not_withhold_records_where_the_head_lags()
    {
        await Write(10, new JsonLinesOptions { RollAt = 3_000 });
        var head = await File.ReadAllBytesAsync(Path + ".head", CancellationToken.None);
        await Write(1, new JsonLinesOptions());
        await File.WriteAllBytesAsync(Path + ".head", head, CancellationToken.None);
        var newest = InFolder(Files()[^2]);
        File.Move(newest, newest + ".gz");

        await Write(1, new JsonLinesOptions());

        File.ReadAllText(Path).Should().Contain("brokenChain").And.Contain("records that the head names are missing");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_chain_is_whole_at_every_moment_also_where_files_are_rolled_and_deleted_fast(int keep)
    {
        var options = new JsonLinesOptions { RollAt = 1, Keep = keep };
        using var sink = Sink(options);
        await Write(sink);
        var verified = 0;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 20_000 && Volatile.Read(ref verified) < 300; i++)
                await Write(sink);
        });

        while (!writing.IsCompleted)
        {
            var found = await Verify();
            found.IsWhole.Should().BeTrue(found.ToString());
            Volatile.Write(ref verified, verified + 1);
        }

        await writing;
        verified.Should().BePositive();
    }

    [Fact]
    public async Task A_file_that_somebody_else_deleted_is_missed()
    {
        await Write(20, new JsonLinesOptions { RollAt = 1_000, Keep = 5 });
        File.Delete(System.IO.Path.Combine(_folder, Files()[0]));

        (await Verify()).Should().Match<AuditVerification>(found => found.Line == 1 && found.Flaw!.Contains("no record says that they were retired"));
    }

    [Fact]
    public async Task A_file_in_the_middle_that_is_deleted_or_swapped_is_missed()
    {
        await Write(20, new JsonLinesOptions { RollAt = 1_000 });
        var (second, third) = (System.IO.Path.Combine(_folder, Files()[1]), System.IO.Path.Combine(_folder, Files()[2]));
        File.Move(second, second + "x");
        File.Move(third, second);
        File.Move(second + "x", third);

        (await Verify()).Should().Match<AuditVerification>(found => found.File == "routing.000002.jsonl" && found.Line == 1 && found.Flaw!.Contains("missing"));
        File.Delete(second);
        (await Verify()).Should().Match<AuditVerification>(found => found.File == "routing.000004.jsonl" && found.Line == 1);
    }

    [Fact]
    public async Task A_change_in_a_rolled_file_is_found_there()
    {
        await Write(10, new JsonLinesOptions { RollAt = 1_000 });
        var first = System.IO.Path.Combine(_folder, "routing.000001.jsonl");
        await File.WriteAllTextAsync(first, (await File.ReadAllTextAsync(first, CancellationToken.None)).Replace("call-1", "call-x"), CancellationToken.None);

        (await Verify()).ToString().Should().StartWith("routing.000001.jsonl, line 2: its content was changed");
    }

    [Fact]
    public async Task Rolled_files_may_be_packed()
    {
        await Write(10, new JsonLinesOptions { RollAt = 1_000 });
        var files = Files().Count - 1;
        foreach (var file in Files()[..^1].Select(name => System.IO.Path.Combine(_folder, name)))
        {
            await using (var packed = new GZipStream(File.Create(file + ".gz"), CompressionLevel.Fastest))
                await packed.WriteAsync(await File.ReadAllBytesAsync(file, CancellationToken.None), CancellationToken.None);
            File.Delete(file);
        }

        await Write(2, new JsonLinesOptions());

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 12, Events = files });
    }

    [Fact]
    public async Task A_file_that_is_being_packed_counts_once()
    {
        await Write(10, new JsonLinesOptions { RollAt = 1_000 });
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "routing.000001.jsonl.gz"), "half", CancellationToken.None);

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 10, Events = Files().Count - 1 });
    }

    [Fact]
    public async Task A_clock_that_goes_back_over_midnight_rolls_nothing()
    {
        using var sink = Sink(new JsonLinesOptions { RollDaily = true });
        await Write(sink);
        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromDays(1));
        await Write(sink);

        Files().Should().ContainSingle();
    }

    [Fact]
    public async Task A_damaged_rolled_file_does_not_stop_the_writer()
    {
        await Write(10, new JsonLinesOptions());
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "routing.000001.jsonl.gz"), "damaged", CancellationToken.None);
        File.Delete(Path);

        await Write(1, new JsonLinesOptions());

        File.ReadLines(Path).First().Should().Contain("brokenChain");
    }

    [Fact]
    public async Task A_crash_between_rolling_and_the_next_record_loses_nothing()
    {
        using (var sink = Sink(new JsonLinesOptions { RollDaily = true, Open = path => path == Path && File.Exists(Rolled) ? throw new IOException("no room") : new AuditFile(path) }))
        {
            await Write(sink);
            _time.Advance(TimeSpan.FromDays(1));
            await FluentActions.Awaiting(() => Write(sink).AsTask()).Should().ThrowAsync<IOException>();
        }

        File.Exists(Path).Should().BeFalse();
        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 1 });
        await Write(2, new JsonLinesOptions());

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 3, Events = 1 });
    }

    [Fact]
    public async Task A_file_that_begins_under_another_key_says_which_one_it_follows()
    {
        AuditKey first = new("a key of at least sixteen bytes"), second = new("another key of sixteen bytes or more");
        using (var sink = Sink(new JsonLinesOptions { Key = () => first, RollDaily = true, Open = path => path == Path && File.Exists(Rolled) ? throw new IOException("no room") : new AuditFile(path) }))
        {
            await Write(sink);
            _time.Advance(TimeSpan.FromDays(1));
            await FluentActions.Awaiting(() => Write(sink).AsTask()).Should().ThrowAsync<IOException>();
        }

        await Write(5, new JsonLinesOptions { Key = () => second, RollAt = 1_500, Keep = 1 });

        var retired = await AuditChain.VerifyAsync(Path, [second, first], cancellationToken: CancellationToken.None);
        retired.IsWhole.Should().BeTrue(retired.ToString());
        File.Exists(Rolled).Should().BeFalse();
    }

    [Fact]
    public async Task A_path_with_instance_in_it_is_a_file_of_this_process()
    {
        var path = System.IO.Path.Combine(_folder, "routing-{instance}.jsonl");
        using (var sink = new JsonLinesAuditSink(path, new JsonLinesOptions(), _time, NullLogger.Instance))
            await Write(sink);

        File.Exists(System.IO.Path.Combine(_folder, $"routing-{Environment.MachineName}-{Environment.ProcessId}.jsonl")).Should().BeTrue();
    }

    private string Rolled => InFolder("routing.000001.jsonl");

    private string InFolder(string name) => System.IO.Path.Combine(_folder, name);

    private async Task Write(int records, JsonLinesOptions options)
    {
        using var sink = Sink(options);
        for (var i = 0; i < records; i++)
            await Write(sink);
    }

    private ValueTask Write(JsonLinesAuditSink sink) => sink.WriteAsync(Given.Record($"call-{_written++}") with { Time = _time.GetUtcNow() }, CancellationToken.None);

    private JsonLinesAuditSink Sink(JsonLinesOptions options) => new(Path, options, _time, NullLogger.Instance);

    private Task<AuditVerification> Verify() => AuditChain.VerifyAsync(Path, cancellationToken: CancellationToken.None);

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder, "*.jsonl").Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
