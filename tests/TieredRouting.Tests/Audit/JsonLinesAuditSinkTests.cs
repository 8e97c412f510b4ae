using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

public sealed class JsonLinesAuditSinkTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger _logger = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "audit", "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_record_of_every_writer_is_a_line_of_its_own()
    {
        using (var sink = Sink())
            await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (index, _) => await WriteAsync(sink, $"call-{index}"));

        Ids().Should().BeEquivalentTo(Enumerable.Range(0, 500).Select(index => $"call-{index}"));
    }

    [Fact]
    public async Task What_is_written_can_be_read_while_the_file_is_open()
    {
        using var sink = Sink();
        await WriteAsync(sink, "call-1");

        Ids().Should().Equal("call-1");
    }

    [Fact]
    public async Task An_existing_file_is_appended_to()
    {
        using (var sink = Sink())
            await WriteAsync(sink, "call-1");
        using (var sink = Sink())
            await WriteAsync(sink, "call-2");

        Ids().Should().Equal("call-1", "call-2");
    }

    [Fact]
    public async Task A_line_torn_by_a_crash_is_taken_away_and_an_event_says_so()
    {
        using (var sink = Sink())
            await WriteAsync(sink, "call-1");
        await File.AppendAllTextAsync(Path, "{\"v\":1,\"id\":\"to", CancellationToken.None);

        using (var sink = Sink())
            await WriteAsync(sink, "call-2");

        var lines = Lines().Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Should().HaveCount(3);
        lines[1].GetProperty("event").GetString().Should().Be("tornLine");
        lines[1].GetProperty("bytes").GetInt64().Should().Be(15);
        lines[2].GetProperty("id").GetString().Should().Be("call-2");
        _logger.LatestRecord.Message.Should().Contain("routing.jsonl").And.Contain("15");
        (await AuditChain.VerifyAsync(Path)).Should().Match<AuditVerification>(it => it.IsWhole && it.Records == 2 && it.Events == 1);
    }

    [Fact]
    public async Task Each_record_is_hashed_with_the_one_before_as_the_format_says()
    {
        using (var sink = Sink())
        {
            await WriteAsync(sink, "call-1");
            await WriteAsync(sink, "call-2");
        }

        var before = JsonDocument.Parse(await File.ReadAllTextAsync(Path + ".head", CancellationToken.None)).RootElement.GetProperty("start").GetString();
        foreach (var (line, number) in Lines().Select((line, index) => (line, index + 1)))
        {
            var chain = JsonDocument.Parse(line).RootElement.EnumerateObject().Last();
            chain.Name.Should().Be("chain");
            chain.Value.EnumerateObject().Select(part => part.Name).Should().Equal("id", "seq", "prev", "hash");
            chain.Value.GetProperty("seq").GetInt64().Should().Be(number);
            chain.Value.GetProperty("prev").GetString().Should().Be(before);
            var bytes = Encoding.UTF8.GetBytes($"{before}\n{line[..line.IndexOf(",\"chain\"", StringComparison.Ordinal)]}");
            before = Convert.ToHexStringLower(SHA256.HashData(bytes));
            chain.Value.GetProperty("hash").GetString().Should().Be(before);
        }
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_record()
    {
        using var sink = Sink();

        File.Exists(Path).Should().BeFalse();
        await WriteAsync(sink, "call-1");
        File.Exists(Path).Should().BeTrue();
    }

    [Fact]
    public async Task A_second_writer_of_the_file_is_refused()
    {
        using var first = Sink();
        await WriteAsync(first, "call-1");
        using var second = Sink();

        await FluentActions.Awaiting(() => WriteAsync(second, "call-2").AsTask()).Should().ThrowAsync<IOException>();
        await WriteAsync(first, "call-3");
        Ids().Should().Equal("call-1", "call-3");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error_and_later_ones_are_tried_again()
    {
        Directory.CreateDirectory(Path);
        using var sink = Sink();
        await FluentActions.Awaiting(() => WriteAsync(sink, "call-1").AsTask()).Should().ThrowAsync<Exception>();

        Directory.Delete(Path);
        await WriteAsync(sink, "call-2");

        Ids().Should().Equal("call-2");
    }

    [Fact]
    public async Task A_read_only_file_is_an_error()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, "", CancellationToken.None);
        File.SetAttributes(Path, FileAttributes.ReadOnly);
        Assert.SkipWhen(CanWrite(), "This user may write read-only files.");
        using var sink = Sink();

        await FluentActions.Awaiting(() => WriteAsync(sink, "call-1").AsTask()).Should().ThrowAsync<UnauthorizedAccessException>();
    }

    [Fact]
    public void The_sink_is_named_after_its_file_alone()
    {
        using var sink = Sink();

        sink.ToString().Should().Be("JsonLines(routing.jsonl)");
    }

    private bool CanWrite()
    {
        try
        {
            File.OpenWrite(Path).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private IEnumerable<string?> Ids() => Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString());

    private List<string> Lines()
    {
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        text.Should().EndWith("\n");
        return [.. text[..^1].Split('\n')];
    }

    private JsonLinesAuditSink Sink(JsonLinesOptions? options = null) => new(Path, options ?? new JsonLinesOptions(), _time, _logger);

    private static ValueTask WriteAsync(JsonLinesAuditSink sink, string id) => sink.WriteAsync(Given.Record(id), CancellationToken.None);
}
