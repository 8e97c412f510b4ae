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
        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 10 });
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
        File.ReadLines(Path).Should().ContainSingle();
        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 8 });
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
        foreach (var file in Files()[..^1].Select(name => System.IO.Path.Combine(_folder, name)))
        {
            await using (var packed = new GZipStream(File.Create(file + ".gz"), CompressionLevel.Fastest))
                await packed.WriteAsync(await File.ReadAllBytesAsync(file, CancellationToken.None), CancellationToken.None);
            File.Delete(file);
        }

        await Write(2, new JsonLinesOptions());

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 12 });
    }

    [Fact]
    public async Task A_file_that_is_being_packed_counts_once()
    {
        await Write(10, new JsonLinesOptions { RollAt = 1_000 });
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "routing.000001.jsonl.gz"), "half", CancellationToken.None);

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 10 });
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
        await Write(10, new JsonLinesOptions());
        File.Move(Path, System.IO.Path.Combine(_folder, "routing.000001.jsonl"));

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 10 });
        await Write(2, new JsonLinesOptions());

        (await Verify()).Should().BeEquivalentTo(new AuditVerification { Records = 12 });
    }

    [Fact]
    public async Task A_path_with_instance_in_it_is_a_file_of_this_process()
    {
        var path = System.IO.Path.Combine(_folder, "routing-{instance}.jsonl");
        using (var sink = new JsonLinesAuditSink(path, new JsonLinesOptions(), _time, NullLogger.Instance))
            await Write(sink);

        File.Exists(System.IO.Path.Combine(_folder, $"routing-{Environment.MachineName}-{Environment.ProcessId}.jsonl")).Should().BeTrue();
    }

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
