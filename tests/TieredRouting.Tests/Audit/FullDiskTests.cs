using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

/// <summary>A disk that has no room left, for the lines or for the head, and has some again.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;
    private readonly Disk _disk = new();

    private string Path => System.IO.Path.Combine(_folder, "routing.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("routing.jsonl", 0)]
    [InlineData("routing.jsonl", 100)]
    [InlineData("routing.jsonl.head", 0)]
    [InlineData("routing.jsonl.head", 100)]
    public async Task What_does_not_fit_is_not_on_record_and_the_next_that_fits_is(string full, int room)
    {
        using (var sink = new JsonLinesAuditSink(Path, new JsonLinesOptions { Open = _disk.Open }, TimeProvider.System, NullLogger.Instance))
        {
            await Write(sink, "call-1");
            _disk.Fill(full, room);
            await FluentActions.Awaiting(() => Write(sink, "call-2")).Should().ThrowAsync<IOException>();
            await FluentActions.Awaiting(() => Write(sink, "call-3")).Should().ThrowAsync<IOException>();
            _disk.Free();
            await Write(sink, "call-4");
        }

        (await AuditChain.VerifyAsync(Path, cancellationToken: CancellationToken.None)).Should().BeEquivalentTo(new AuditVerification { Records = 2 });
    }

    [Fact]
    public async Task A_disk_that_refuses_even_to_take_back_is_made_good_before_anything_is_written()
    {
        using (var sink = new JsonLinesAuditSink(Path, new JsonLinesOptions { Open = _disk.Open }, TimeProvider.System, NullLogger.Instance))
        {
            await Write(sink, "call-1");
            _disk.Fill("routing.jsonl", 100);
            _disk.IsBroken = true;
            await FluentActions.Awaiting(() => Write(sink, "call-2")).Should().ThrowAsync<IOException>().WithMessage("No space*");
            await FluentActions.Awaiting(() => Write(sink, "call-3")).Should().ThrowAsync<IOException>().WithMessage("broken");
            _disk.Free();
            await Write(sink, "call-4");
        }

        (await AuditChain.VerifyAsync(Path, cancellationToken: CancellationToken.None)).Should().BeEquivalentTo(new AuditVerification { Records = 2 });
    }

    [Fact]
    public async Task Each_commit_is_flushed_to_the_device_where_that_is_asked_for()
    {
        using (var sink = new JsonLinesAuditSink(Path, new JsonLinesOptions { Open = _disk.Open, FlushToDisk = true }, TimeProvider.System, NullLogger.Instance))
        {
            await Write(sink, "call-1");
            _disk.Flushes.Should().Equal("routing.jsonl", "routing.jsonl.head");
        }
    }

    private static Task Write(JsonLinesAuditSink sink, string id) => sink.WriteAsync(Given.Record(id), CancellationToken.None).AsTask();

    private sealed class Disk
    {
        private string? _full;
        private int _room;

        public bool IsBroken { get; set; }

        public List<string> Flushes { get; } = [];

        public void Fill(string file, int room) => (_full, _room) = (file, room);

        public void Free() => (_full, IsBroken) = (null, false);

        public IAuditFile Open(string path) => new Limited(this, System.IO.Path.GetFileName(path), new AuditFile(path));

        private sealed class Limited(Disk disk, string name, AuditFile file) : IAuditFile
        {
            public long Length
            {
                get => file.Length;
                set => file.Length = disk.IsBroken ? throw new IOException("broken") : value;
            }

            public void Write(ReadOnlySpan<byte> bytes, long offset)
            {
                if (disk._full != name)
                {
                    file.Write(bytes, offset);
                    return;
                }

                file.Write(bytes[..Math.Min(disk._room, bytes.Length)], offset);
                throw new IOException("No space left on device");
            }

            public int Read(Span<byte> bytes, long offset) => file.Read(bytes, offset);

            public void FlushToDisk()
            {
                disk.Flushes.Add(name);
                file.FlushToDisk();
            }

            public void Dispose() => file.Dispose();
        }
    }
}
