using System.Text.Json;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

public sealed class JsonLinesAuditSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "audit", "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_record_of_every_writer_is_a_line_of_its_own()
    {
        using (var sink = new JsonLinesAuditSink(Path))
            await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (index, _) => await WriteAsync(sink, $"call-{index}"));

        Ids().Should().BeEquivalentTo(Enumerable.Range(0, 500).Select(index => $"call-{index}"));
    }

    [Fact]
    public async Task What_is_written_can_be_read_while_the_file_is_open()
    {
        using var sink = new JsonLinesAuditSink(Path);
        await WriteAsync(sink, "call-1");

        Ids().Should().Equal("call-1");
    }

    [Fact]
    public async Task An_existing_file_is_appended_to()
    {
        using (var sink = new JsonLinesAuditSink(Path))
            await WriteAsync(sink, "call-1");
        using (var sink = new JsonLinesAuditSink(Path))
            await WriteAsync(sink, "call-2");

        Ids().Should().Equal("call-1", "call-2");
    }

    [Fact]
    public async Task A_line_torn_by_a_crash_stays_alone()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, "{\"v\":1}\n{\"v\":1,\"id\":\"to", CancellationToken.None);

        using (var sink = new JsonLinesAuditSink(Path))
            await WriteAsync(sink, "call-1");

        var lines = Lines();
        lines.Should().HaveCount(3);
        lines[1].Should().Be("{\"v\":1,\"id\":\"to");
        JsonDocument.Parse(lines[2]).RootElement.GetProperty("id").GetString().Should().Be("call-1");
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_record()
    {
        using var sink = new JsonLinesAuditSink(Path);

        File.Exists(Path).Should().BeFalse();
        await WriteAsync(sink, "call-1");
        File.Exists(Path).Should().BeTrue();
    }

    [Fact]
    public async Task A_second_writer_of_the_file_is_refused()
    {
        using var first = new JsonLinesAuditSink(Path);
        await WriteAsync(first, "call-1");
        using var second = new JsonLinesAuditSink(Path);

        await FluentActions.Awaiting(() => WriteAsync(second, "call-2").AsTask()).Should().ThrowAsync<IOException>();
        await WriteAsync(first, "call-3");
        Ids().Should().Equal("call-1", "call-3");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error_and_later_ones_are_tried_again()
    {
        Directory.CreateDirectory(Path);
        using var sink = new JsonLinesAuditSink(Path);
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
        using var sink = new JsonLinesAuditSink(Path);

        await FluentActions.Awaiting(() => WriteAsync(sink, "call-1").AsTask()).Should().ThrowAsync<UnauthorizedAccessException>();
    }

    [Fact]
    public void The_sink_is_named_after_its_file_alone()
    {
        using var sink = new JsonLinesAuditSink(Path);

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

    private static ValueTask WriteAsync(JsonLinesAuditSink sink, string id) => sink.WriteAsync(Given.Record(id), CancellationToken.None);
}
