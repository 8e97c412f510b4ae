using System.Text;
using static System.FormattableString;

namespace TieredRouting.Audit;

/// <summary>
/// Follows a chain from line to line, and says what is wrong with the first line that does not follow. A flaw is worded as what comes after "line 7: ".
/// Not thread-safe.
/// </summary>
/// <param name="keys">The keys that the chain may be hashed under, the present one first and each before those it took the place of; empty for a chain without a key.</param>
internal sealed class ChainWalk(IReadOnlyList<AuditKey> keys)
{
    private readonly byte[] _last = new byte[ChainDigest.Length];
    private readonly byte[] _id = new byte[ChainedLine.IdLength];
    private readonly HashSet<(string? File, string? Hash)> _retired = [];
    private readonly RecentHashes _recent = new();
    private byte[] _hashed = new byte[4096];
    private long _sequence;
    private AuditKey? _key;
    private string? _follows;
    private bool _started;

    /// <summary>How many lines followed.</summary>
    public long Lines { get; private set; }

    /// <summary>How many of them are events of the chain itself.</summary>
    public long Events { get; private set; }

    /// <summary>How many of them stand before the first key, though keys were given.</summary>
    public long Unkeyed { get; private set; }

    /// <summary>What the first line follows; <see langword="null"/> before it.</summary>
    public string? Start { get; private set; }

    /// <summary>The hash of the last line that followed.</summary>
    public ReadOnlySpan<byte> Last => _last;

    /// <summary>The chain's name.</summary>
    public string Id => Encoding.ASCII.GetString(_id);

    /// <summary>The number of the last line that followed.</summary>
    public long Sequence => _sequence;

    /// <summary>The key that the last line that followed was hashed under, or <see langword="null"/>.</summary>
    public AuditKey? Key => _key;

    /// <summary>The head, pinned, that the key was changed at last; <see langword="null"/> where it was not changed.</summary>
    public string? PinnedHead { get; private set; }

    /// <summary>Whether the first line follows what an audit begins with, or the file that it says it follows, and that an event of the chain says was deleted.</summary>
    public bool IsComplete(string start) => Start is null || Start == start || _follows is not null && _retired.Contains((_follows, Start));

    /// <summary>Follows a line, without its line feed.</summary>
    /// <returns>What is wrong with it, or <see langword="null"/>.</returns>
    public string? Follow(ReadOnlySpan<byte> line)
    {
        if (!ChainedLine.TryRead(line, out var chained))
            return "the line does not end as a record of a chain does: it was changed, or does not belong here";
        var isEvent = ChainEvents.IsEvent(chained.Record);
        var read = isEvent ? ChainEvents.Read(chained.Record) : null;
        var flaw = Link(chained) ?? Content(chained, read) ?? Name(chained) ?? Event(read);
        if (flaw is not null)
            return flaw;
        chained.Hash.CopyTo(_last);
        chained.Id.CopyTo(_id);
        (_sequence, _started) = (chained.Sequence, true);
        _recent.Add(_last);
        Lines++;
        Events += isEvent ? 1 : 0;
        Unkeyed += _key is null && keys.Count > 0 ? 1 : 0;
        return null;
    }

    private string? Link(ChainedLine line)
    {
        if (!_started)
        {
            Start = Encoding.ASCII.GetString(line.Previous);
            return null;
        }

        var same = line.Id.SequenceEqual(_id);
        if (same && line.Sequence > _sequence + 1)
            return Invariant($"the records {_sequence + 1} to {line.Sequence - 1} before it are missing");
        if (same && line.Sequence <= _sequence)
            return Invariant($"record {line.Sequence} stands after record {_sequence}: it was moved or repeated");
        if (!same && line.Sequence != 1)
            return "records before it are missing, or it does not belong here";
        return line.Previous.SequenceEqual(_last) ? null : "it does not follow the line before it: one of the two was changed, or lines between them are missing";
    }

    private string? Content(ChainedLine line, IReadOnlyDictionary<string, string?>? read)
    {
        if (read?.GetValueOrDefault("event") == ChainEvents.KeyChanged)
            return ChangeKey(line, read);
        if (!_started)
            _key = KeyOf(line);
        if (!line.IsHashedUnder(_key, ref _hashed))
            return _started ? "its content was changed" : NotOurs;
        return null;
    }

    private string NotOurs => keys.Count == 0
        ? "its content was changed, or the chain has a key that was not given"
        : "its content was changed, or the chain has another key than the one given";

    private string? ChangeKey(ChainedLine line, IReadOnlyDictionary<string, string?> change)
    {
        if (change.GetValueOrDefault("to") is not { } to)
            return "from here on the chain has no key: whoever may write the file could have written it";
        if (keys.FirstOrDefault(key => key.Fingerprint == to) is not { } next)
            return $"from here on the chain has the key {to}, which was not given";
        if (!line.IsHashedUnder(next, ref _hashed))
            return "its content was changed";
        if (_started && change.GetValueOrDefault("from") != _key?.Fingerprint)
            return "it says that the chain had another key before than it had";
        if (_started && _key is not null && PlaceOf(next) >= PlaceOf(_key))
            return $"the chain goes back to the key {to}, which another had taken the place of";
        if (_started && HeadFlaw(change.GetValueOrDefault("head")) is { } flaw)
            return flaw;
        (_key, PinnedHead) = (next, change.GetValueOrDefault("head"));
        return null;
    }

    /// <summary>
    /// Whether the head under the key before was genuine, and named one of the last records, or the start: else records were cut off before the key was changed. After a crash at the
    /// change before, it is still the head that stands there.
    /// </summary>
    private string? HeadFlaw(string? text)
    {
        if (text is null || ChainHead.Read(Encoding.ASCII.GetBytes(text)) is not { } head || !(head.IsPinOfGenuine(_key) || text == PinnedHead))
            return "the head that the key was changed at was not genuine: records before it may have been cut off";
        return _recent.Contains(Encoding.ASCII.GetBytes(head.Hash)) || Lines <= RecentHashes.Count && head.Hash == Start
            ? null
            : "the head that the key was changed at names a record that is not there: records before it were cut off";
    }

    private int PlaceOf(AuditKey key)
    {
        for (var place = 0; place < keys.Count; place++)
        {
            if (keys[place].Fingerprint == key.Fingerprint)
                return place;
        }

        return keys.Count;
    }

    /// <summary>The key that the first line is hashed under; <see langword="null"/> where it is none of those given.</summary>
    private AuditKey? KeyOf(ChainedLine line)
    {
        foreach (var key in keys)
        {
            if (line.IsHashedUnder(key, ref _hashed))
                return key;
        }

        return null;
    }

    private static string? Name(ChainedLine line) =>
        line.Sequence != 1 || line.Hash.StartsWith(line.Id) ? null : "the name of its chain was changed";

    private string? Event(IReadOnlyDictionary<string, string?>? read)
    {
        switch (read?.GetValueOrDefault("event"))
        {
            case ChainEvents.BrokenChain:
                return $"the writer found the chain broken when it opened the file here: {read.GetValueOrDefault("found")}";
            case ChainEvents.Retired:
                _retired.Add((read.GetValueOrDefault("file"), read.GetValueOrDefault("hash")));
                return null;
            case ChainEvents.Rolled or ChainEvents.KeyChanged when !_started:
                _follows = read.GetValueOrDefault("file");
                return null;
            default:
                return null;
        }
    }
}
