using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

public sealed class AuditReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        await Write(Full);

        var entry = (await Read()).Should().ContainSingle().Subject;

        entry.Should().BeEquivalentTo(
            new AuditEntry
            {
                Version = 1,
                Id = "call-1",
                Route = "route-1",
                Time = Full.Time,
                Contract = "lead",
                Owner = "sales",
                Prompt = new AuditPrompt("p", "3", null),
                Config = "0123456789abcdef",
                Workflow = "weekly",
                Step = "format",
                Cohort = "de",
                User = "u1",
                Tenant = "t1",
                Reasons = [new Reason("risk", "blastRadius", "class T2", "it is much")],
                Class = "T0",
                Floor = "nano",
                Tier = "nano",
                Lane = "standard",
                RequiresApproval = false,
                RequiredGates = [],
                Attempts =
                [
                    new AuditAttempt { Kind = "answer", Tier = "nano", Endpoint = "nano-a", Region = "eu", Verdict = ["schemaFailure"], Violations = [new AnswerViolation("/a", "required")], Milliseconds = 12.5, Cost = 0.5m, Estimated = true },
                    new AuditAttempt
                    {
                        Kind = "pass", Tier = "mini", Endpoint = "mini-a", FirstTokenMilliseconds = 3, Milliseconds = 4, Usage = new TokenUsage(10, 2, 5, 1), Cost = 0.25m, Repaired = true, Confidence = "high",
                    },
                ],
                Gates = new Dictionary<string, string> { ["polite"] = "passed" },
                Approval = "a-1",
                HighRisk = true,
                Outcome = "heldForApproval",
                Why = "why",
                Cost = 0.75m,
                Currency = "EUR",
                Milliseconds = 20,
                Content = new AuditContent([new AuditMessage("user", "hi [email]")], "ok"),
            },
            options => options.Excluding(it => it.Chain).Excluding(it => it.Signals));
        entry.Attempts[1].IsAccepted.Should().BeTrue();
        entry.Signals["length"].Value.GetProperty("tokens").GetInt32().Should().Be(7);
        entry.Signals["policyLane"].Evidence.Should().Equal(new SignalEvidence("email", 3, 5));
        entry.Signals["mood"].Available.Should().BeFalse();
        entry.Chain!.Sequence.Should().Be(1);
        entry.Chain.Hash.Should().StartWith(entry.Chain.Id);
    }

    [Fact]
    public async Task What_the_context_writes_it_reads_again()
    {
        await Write(Full);
        var entry = (await Read())[0];

        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(entry, AuditJsonContext.Default.AuditEntry), AuditJsonContext.Default.AuditEntry);

        again.Should().BeEquivalentTo(entry, options => options.Excluding(it => it.Signals));
    }

    [Fact]
    public async Task Packed_files_are_read_too_and_rolled_ones_in_their_order()
    {
        for (var i = 0; i < 3; i++)
            await Write(Given.Record($"call-{i}"), new JsonLinesOptions { RollAt = 1 });
        var first = System.IO.Path.Combine(_folder, "routing.000001.jsonl");
        await using (var packed = new GZipStream(File.Create(first + ".gz"), CompressionLevel.Fastest))
            await packed.WriteAsync(await File.ReadAllBytesAsync(first, CancellationToken.None), CancellationToken.None);
        File.Delete(first);

        var all = new List<string?>();
        await foreach (var entry in AuditReader.ReadAllAsync(Path, CancellationToken.None))
            all.Add(entry.Event ?? entry.Id);

        all.Should().Equal("call-0", "rolled", "call-1", "rolled", "call-2");
        (await Read(first + ".gz")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("{\"v\":2,\"id\":7}", "routing.jsonl, line 2: it is of version 2 of the audit record, and this library reads version 1")]
    [InlineData("{\"id\":\"x\"}", "routing.jsonl, line 2: it states no version ('v')")]
    [InlineData("{\"v\":\"1\"}", "routing.jsonl, line 2: it states no version ('v')")]
    [InlineData("{\"v\":1,\"cost\":\"dear\"}", "routing.jsonl, line 2: it is no audit record ($.cost)")]
    [InlineData("{\"v\":1,\"attempts\":null}", "routing.jsonl, line 2: it is no audit record ($.attempts)")]
    [InlineData("{\"v\":1,\"attempts\":[{\"verdict\":[]}]}", "routing.jsonl, line 2: it is no audit record*")]
    [InlineData("{\"v\":1,\"attempts\":[null]}", "routing.jsonl, line 2: it is no audit record ($.attempts)")]
    [InlineData("[]", "routing.jsonl, line 2: it is no audit record")]
    [InlineData("", "routing.jsonl, line 2: it is no audit record")]
    [InlineData("{\"v\":1", "routing.jsonl, line 2: it is no audit record*")]
    public async Task What_is_no_record_of_this_version_is_refused_by_line(string line, string error)
    {
        await File.WriteAllTextAsync(Path, $"{{\"v\":1}}\n{line}\n", CancellationToken.None);

        (await FluentActions.Awaiting(() => Read()).Should().ThrowAsync<AuditFormatException>()).WithMessage(error).Which.Line.Should().Be(2);
    }

    [Fact]
    public async Task What_a_later_version_adds_is_passed_over_and_so_is_a_torn_last_line()
    {
        await File.WriteAllTextAsync(Path, "{\"v\":1,\"id\":\"a\",\"new\":{\"v\":9}}\n{\"new\":1,\"v\":1,\"event\":\"feedback\"}\n{\"v\":1,\"id\":\"to", CancellationToken.None);

        (await Read()).Select(entry => entry.ToString()).Should().Equal(" a", "feedback ");
    }

    [Fact]
    public async Task A_packed_file_that_is_cut_is_refused()
    {
        using var bytes = new MemoryStream();
        await using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 1_000; i++)
                await packed.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{{\"v\":1,\"id\":\"{Guid.NewGuid()}\"}}\n"), CancellationToken.None);
        }

        var path = Path + ".gz";
        await File.WriteAllBytesAsync(path, bytes.ToArray()[..^8000], CancellationToken.None);

        await FluentActions.Awaiting(() => Read(path)).Should().ThrowAsync<AuditFormatException>().WithMessage("routing.jsonl.gz, line *: the packed file *");
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        await Write(Full);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await FluentActions.Awaiting(async () =>
        {
            await foreach (var _ in AuditReader.ReadAsync(Path, source.Token))
            {
            }
        }).Should().ThrowAsync<OperationCanceledException>();
    }

    private static AuditRecord Full => Given.Record() with
    {
        Owner = "sales",
        PromptId = "p",
        PromptVersion = "3",
        Facts = new RequestFacts { Workflow = "weekly", Step = "format", Cohort = "de", User = "u1", Tenant = "t1" },
        Approval = "a-1",
        Content = new AuditContent([new AuditMessage("user", "hi [email]")], "ok"),
        Route = Given.Route() with
        {
            Outcome = Outcome.HeldForApproval,
            Why = "why",
            Cost = 0.75m,
            Currency = "EUR",
            Duration = TimeSpan.FromMilliseconds(20),
            MarkedHighRisk = true,
            Gates = new Dictionary<string, GateVerdict> { ["polite"] = GateVerdict.Passed },
            Decision = Given.Decision(parts =>
            {
                parts.Reasons.Add(new Reason("risk", "blastRadius", "class T2", "it is much"));
                parts.Signals.Add(Signal.OfParts("length", new Dictionary<string, object> { ["tokens"] = 7 }));
                parts.Signals.Add(Signal.Of("policyLane", "email", [new SignalEvidence("email", 3, 5)]));
                parts.Signals.Add(Signal.Unavailable("mood", "it threw"));
            }),
            Attempts =
            [
                new Attempt
                {
                    Tier = "nano", Endpoint = "nano-a", Region = "eu", Verdict = AttemptVerdict.Rejected(Trigger.SchemaFailure, [new AnswerViolation("/a", "required")]),
                    Duration = TimeSpan.FromMilliseconds(12.5), Cost = 0.5m, Estimated = true,
                },
                new Attempt
                {
                    Kind = CallKind.Pass, Tier = "mini", Endpoint = "mini-a", Verdict = AttemptVerdict.Accepted, FirstContent = TimeSpan.FromMilliseconds(3),
                    Duration = TimeSpan.FromMilliseconds(4), Usage = new TokenUsage(10, 2, 5, 1), Cost = 0.25m, Repaired = true, Confidence = ConfidenceLevel.High,
                },
            ],
        },
    };

    private async Task Write(AuditRecord record, JsonLinesOptions? options = null)
    {
        using var sink = new JsonLinesAuditSink(Path, options ?? new JsonLinesOptions(), TimeProvider.System, NullLogger.Instance);
        await sink.WriteAsync(record, CancellationToken.None);
    }

    private async Task<List<AuditEntry>> Read(string? path = null)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in AuditReader.ReadAsync(path ?? Path, CancellationToken.None))
            entries.Add(entry);
        return entries;
    }
}
