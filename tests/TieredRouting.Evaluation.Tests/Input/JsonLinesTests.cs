using System.IO.Compression;

namespace TieredRouting.Evaluation.Tests.Input;

public sealed class JsonLinesTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly Folder _folder = new();

    [Theory]
    [InlineData("long.jsonl")]
    [InlineData("long.jsonl.gz")]
    public void A_line_that_is_too_long_is_named_before_it_fills_the_memory(string name)
    {
        var file = Of(name, megabytes: 65);

        FluentActions.Invoking(() => new JsonLines(file).Read().Count()).Should().Throw<InputException>().Which.Errors.Should().Equal($"{name}(3): is longer than 64 MB");
    }

    [Fact]
    public void A_long_line_and_lines_behind_it_are_read()
    {
        var lines = new JsonLines(Of("long.jsonl.gz", megabytes: 63)).Read().Select(line => (line.Number, line.Line.Length));

        lines.Should().Equal((1, 2), (2, 2), (3, 63 * Megabyte), (4, 2));
    }

    public void Dispose() => _folder.Dispose();

    private FileInfo Of(string name, int megabytes)
    {
        using Stream written = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(_folder[name].Create(), CompressionLevel.Fastest) : _folder[name].Create();
        written.Write("{}\r\n{}\n"u8);
        var part = new byte[Megabyte];
        part.AsSpan().Fill((byte)'a');
        for (var i = 0; i < megabytes; i++)
            written.Write(part);
        written.Write("\n{}\n"u8);
        return _folder[name];
    }
}
