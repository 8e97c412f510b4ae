using System.Buffers;

namespace TieredRouting.Audit;

/// <summary>
/// Appends records to a file, one JSON object a line. It is the file's only writer (<c>PATH.lock</c> holds the place), opens it with the first record, and
/// hands each record to the operating system before it reports it written. A line that could not be written whole is taken back.
/// </summary>
internal sealed class JsonLinesAuditSink(string path) : IAuditSink, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ArrayBufferWriter<byte> _line = new(2048);
    private FileStream? _file;
    private FileStream? _lock;

    public async ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _line.ResetWrittenCount();
            AuditRecordWriter.Write(record, _line);
            _line.Write("\n"u8);
            _lock ??= Lock(Target);
            _file ??= Open(Target);
            await AppendAsync(_file);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
        _turn.Dispose();
    }

    /// <summary>The file itself, so that another name for it is the same file with the same one writer.</summary>
    private string Target => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;

    /// <inheritdoc />
    public override string ToString() => $"JsonLines({Path.GetFileName(path)})";

    private async ValueTask AppendAsync(FileStream file)
    {
        // Somebody may have cut the file short, as log rotation does: the end is where it is now.
        var whole = file.Position = file.Length;
        try
        {
            await file.WriteAsync(_line.WrittenMemory);
            await file.FlushAsync();
        }
        catch (Exception)
        {
            TakeBack(file, whole);
            throw;
        }
    }

    private void TakeBack(FileStream file, long whole)
    {
        try
        {
            file.SetLength(whole);
            file.Position = whole;
        }
        catch (IOException)
        {
            // The disk refuses even this: the next record opens the file anew and starts on a line of its own.
            file.Dispose();
            _file = null;
        }
    }

    /// <summary>
    /// Holds the writer's place. The log itself stays readable for others, and not every system lets a writer keep other writers
    /// out and readers in, so the place is a file of its own beside it, gone when the writer goes.
    /// </summary>
    private static FileStream Lock(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path + ".lock"))
        {
            throw new IOException($"'{path}' has another writer: each audit file has one, in one process.", exception);
        }
    }

    private static FileStream Open(string path)
    {
        // No buffer: what is written is with the operating system when the call returns.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        EndTornLine(file);
        return file;
    }

    private static void EndTornLine(FileStream file)
    {
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
                file.WriteByte((byte)'\n');
        }

        file.Position = file.Length;
    }
}
