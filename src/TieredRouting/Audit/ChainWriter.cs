using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Audit;

/// <summary>
/// Writes records to their chain, one commit after the other: opens the file with the first, goes on where another process stopped, rolls it when it is full, and
/// keeps everyone else out. Not thread-safe.
/// </summary>
internal sealed class ChainWriter(string path, JsonLinesOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan BetweenRenames = TimeSpan.FromMinutes(1);

    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly List<LineBuffer> _events = [];
    private readonly ChainRetention _retention = new(options.Keep, time, logger);
    private AuditPaths _paths = new(path);
    private FileStream? _lock;
    private ChainFile? _file;
    private HashChain _chain = new([]);

    /// <summary>The chain as it will be once a commit is on file.</summary>
    private HashChain _next = new([]);

    /// <summary>What the first record of the first file follows.</summary>
    private byte[] _start = [];

    /// <summary>What the head remembers of files that may be gone.</summary>
    private ChainPast _past;

    /// <summary>The rolled file that the present one follows, until that is on record.</summary>
    private string? _follows;

    /// <summary>The hash of the record that this process wrote last.</summary>
    private readonly byte[] _written = new byte[ChainDigest.Length];
    private bool _hasWritten;

    /// <summary>The fingerprint of the key that the last record on file is hashed under.</summary>
    private string? _keyOnFile;

    private DateTimeOffset _renamesAgain;

    /// <summary>When it was last seen that the files are as they were left.</summary>
    private long _looked;

    /// <summary>Writes a commit.</summary>
    /// <exception cref="IOException">Nothing of it is on record: the file cannot be written, or has another writer.</exception>
    /// <exception cref="InvalidOperationException">Nothing of it is on record: the chain has a key, and none is set.</exception>
    public void Commit(IReadOnlyList<LineBuffer> lines)
    {
        var key = options.Key();
        var file = Current(key);
        if (IsRollDue(file) && key?.Fingerprint == _keyOnFile && TryRename(file, key))
            file = GoOnInNewFile(file);
        _next.CopyFrom(_chain);
        _output.ResetWrittenCount();
        Add(First(file, key), key);
        Add(_events, key);
        Add(lines, key);
        Commit(file, _output.WrittenSpan, _next, key, Today);
        (_chain, _next, _keyOnFile, _follows) = (_next, _chain, key?.Fingerprint, null);
        _chain.Last.CopyTo(_written);
        _hasWritten = true;
        _events.Clear();
        _retention.Delete();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    private void Commit(ChainFile file, ReadOnlySpan<byte> lines, HashChain chain, AuditKey? key, DateOnly day)
    {
        Span<byte> head = stackalloc byte[ChainHead.Length];
        ChainHead.Write(_paths.Name, _start, chain, _past, key, head);
        file.Commit(lines, head, day);
    }

    private void Add(IReadOnlyList<LineBuffer> lines, AuditKey? key)
    {
        for (var i = 0; i < lines.Count; i++)
            _next.Add(lines[i], key, _output);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private ChainFile Current(AuditKey? key)
    {
        if (_file is not null && IsLookDue() && !_file.IsAsLeft)
            Close();
        return _file ??= Open(key);
    }

    /// <summary>A look costs as much as a write, so that commits which come at full speed share one.</summary>
    private bool IsLookDue()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_looked, now) < options.LookEvery)
            return false;
        _looked = now;
        return true;
    }

    /// <summary>Lets everything go. If somebody else writes by now, the place is theirs.</summary>
    private void Close()
    {
        Dispose();
        (_file, _lock) = (null, null);
        _events.Clear();
        _retention.Forget();
    }

    private ChainFile Open(AuditKey? key)
    {
        _paths = new AuditPaths(path);
        _lock ??= WriterLock.Take(_paths);
        var head = HeadFile.Read(_paths.Head);
        var file = options.Open(_paths.Active);
        try
        {
            return GoOn(file, head, key);
        }
        catch (Exception)
        {
            file.Dispose();
            _events.Clear();
            throw;
        }
    }

    private ChainFile GoOn(IAuditFile file, HeadFile head, AuditKey? key)
    {
        var last = LastLine.Find(file);
        var opening = new ChainOpening(_paths, key, head, last, _hasWritten ? Encoding.ASCII.GetString(_written) : null);
        (_chain, _start, _keyOnFile) = (new HashChain(opening.Last), opening.Start, opening.Key);
        (_past, _follows) = (opening.Past, opening.Follows);
        if (opening.Flaw is { } flaw)
            Broken(flaw);
        if (last.TornBytes > 0)
            Torn(last.TornBytes);
        return ChainFile.Open(_paths, options, last, file, opening.IsNew ? FirstHead(key) : null);
    }

    private byte[] FirstHead(AuditKey? key)
    {
        var head = new byte[ChainHead.Length];
        ChainHead.Write(_paths.Name, _start, _chain, _past, key, head);
        return head;
    }

    /// <summary>What comes before everything else, if anything does: that the key was changed, or that the file follows a rolled one.</summary>
    private IReadOnlyList<LineBuffer> First(ChainFile file, AuditKey? key)
    {
        if (key?.Fingerprint != _keyOnFile)
            return [Change(file, key)];
        return _follows is null ? [] : [ChainEvents.Line(ChainEvents.Rolled, time.GetUtcNow(), WriteFollows)];
    }

    private void WriteFollows(Utf8JsonWriter json)
    {
        if (_follows is not null)
            json.WriteString("file", Path.GetFileName(_follows));
    }

    /// <exception cref="InvalidOperationException">There is no key any more.</exception>
    private LineBuffer Change(ChainFile file, AuditKey? key) => key is null
        ? throw new InvalidOperationException($"The chain of '{_paths.Active}' has the key {_keyOnFile}, and no key is set: records without one would not belong to it.")
        : ChainEvents.KeyChange(time.GetUtcNow(), _keyOnFile, key.Fingerprint, file.PinnedHead, WriteFollows);

    private bool IsRollDue(ChainFile file) => file.Length > 0 && (file.Length >= options.RollAt || (options.RollDaily && Today > file.Day));

    /// <summary>
    /// The head says so first: a file that nobody announced was rolled by somebody else. One that cannot be renamed just now, as when somebody holds it, is written on: answers do
    /// not wait for a tidy folder.
    /// </summary>
    private bool TryRename(ChainFile file, AuditKey? key)
    {
        if (time.GetUtcNow() < _renamesAgain)
            return false;
        var past = _past;
        _past = past with { Rolled = past.Rolled + 1 };
        try
        {
            Commit(file, [], _chain, key, file.Day ?? Today);
            File.Move(_paths.Active, _paths.RolledAs(_past.Rolled));
            _follows = _paths.RolledAs(_past.Rolled);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _past = past;
            _renamesAgain = time.GetUtcNow() + BetweenRenames;
            logger.AuditFileNotRolled(Path.GetFileName(_paths.Active), exception.GetType().Name);
            return false;
        }
    }

    private ChainFile GoOnInNewFile(ChainFile file)
    {
        _file = null;
        _file = file.GoOnInNewFile(_paths, options);
        _events.AddRange(_retention.Retire(_paths, _past.Rolled, Encoding.ASCII.GetString(_chain.Last)));
        return _file;
    }

    private void Broken(string flaw)
    {
        logger.AuditChainBroken(Path.GetFileName(_paths.Active), flaw);
        _past = _past with { Broken = _past.Broken + 1 };
        _events.Add(ChainEvents.Broken(time.GetUtcNow(), flaw));
    }

    private void Torn(long bytes)
    {
        logger.AuditLineTorn(Path.GetFileName(_paths.Active), bytes);
        _events.Add(ChainEvents.Line(ChainEvents.TornLine, time.GetUtcNow(), json => json.WriteNumber("bytes", bytes)));
    }
}
