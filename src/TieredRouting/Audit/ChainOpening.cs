using System.Text;

namespace TieredRouting.Audit;

/// <summary>
/// What is found when a chain's file is opened: where the chain goes on, under which key it stands, and whether file and head belong together. After a crash the file may be
/// ahead of the head by one commit; it is never behind. What the head says is believed only as far as the key in force, or the lines themselves, bear it out: whoever may write
/// the files can write a head, and must not get the writer to sign for it.
/// </summary>
internal sealed class ChainOpening
{
    private readonly AuditPaths _paths;
    private readonly AuditKey? _key;
    private readonly HeadFile _head;
    private readonly LinesBeyondHead _beyond;
    private readonly int _newest;
    private readonly byte[]? _last;
    private readonly bool _isForeign;
    private readonly bool _lastIsOurs;
    private readonly bool _lastIsUnkeyed;

    /// <param name="paths">The audit's files.</param>
    /// <param name="key">The key in force.</param>
    /// <param name="head">What stands in the head.</param>
    /// <param name="line">The last line of the file that is written.</param>
    /// <param name="known">The hash of the record that this process wrote last; <see langword="null"/> where it wrote none.</param>
    /// <exception cref="IOException">There is something else in the file.</exception>
    public ChainOpening(AuditPaths paths, AuditKey? key, HeadFile head, LastLine line, string? known)
    {
        (_paths, _key, _head) = (paths, key, head);
        var rolled = paths.Rolled();
        _newest = rolled.Count > 0 ? rolled[^1].Number : 0;
        var bytes = line.Bytes.Length > 0 || rolled.Count == 0 ? line.Bytes : LastOf(rolled[^1]);
        byte[] room = [];
        if (ChainedLine.TryRead(bytes, out var last))
            (_last, _lastIsOurs, _lastIsUnkeyed) = (last.Hash.ToArray(), last.IsHashedUnder(key, ref room), last.IsHashedUnder(null, ref room));
        else if (!head.Exists && (bytes.Length > 0 || line.TornBytes > 0 && !line.BeginsAsRecord))
            throw new IOException($"'{paths.Active}' holds something else than an audit: name another file, or move it away.");
        _isForeign = bytes.Length > 0 && _last is null;
        IsNew = bytes.Length == 0 && (!head.Exists || head.IsPartial);
        Start = head.Content is { } content ? Encoding.ASCII.GetBytes(content.Start) : ChainDigest.NewStart();
        Follows = line.Bytes.Length == 0 && _last is not null ? paths.RolledAs(_newest) : null;
        _beyond = head.Content is { } named ? LinesBeyondHead.Read(paths, named.Hash, Last, key) : LinesBeyondHead.NoWay;
        Flaw = FindFlaw() ?? Forgotten(known);
    }

    /// <summary>Whether there is nothing yet.</summary>
    public bool IsNew { get; }

    /// <summary>What the first record of the first file follows.</summary>
    public byte[] Start { get; }

    /// <summary>What the next record follows.</summary>
    public byte[] Last => _last ?? Start;

    /// <summary>The rolled file that the one that is written follows, where it has no line yet to say so.</summary>
    public string? Follows { get; }

    /// <summary>The fingerprint of the key that the last record is hashed under, or that the audit was begun under, as far as can be told.</summary>
    public string? Key => _lastIsOurs || Genuine is null ? _key?.Fingerprint : _beyond.Key ?? Genuine.Key;

    /// <summary>What is wrong; <see langword="null"/> where the chain can simply go on.</summary>
    public string? Flaw { get; }

    /// <summary>What is known of files that may be gone.</summary>
    public ChainPast Past
    {
        get
        {
            var known = Genuine?.Past ?? default;
            return new ChainPast(Math.Max(known.Rolled, _newest), known.Broken + _beyond.Broken);
        }
    }

    private ChainHead? Genuine => _head.Content is { } content && Belongs(content) ? content : null;

    private string? FindFlaw()
    {
        if (IsNew)
            return null;
        if (!_head.Exists)
            return "the head was missing";
        if (_head.Content is not { } content)
            return "the head could not be read";
        if (!Belongs(content))
            return "the head was changed";
        if (!_paths.Name.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(content.File)))
            return "the head is that of a file with another name";
        if (_isForeign)
            return "the last line is not a record of a chain";
        if (!_beyond.LeadToEnd)
            return "records that the head names are missing";
        return _newest > content.Past.Rolled ? "files were rolled by somebody else" : null;
    }

    /// <summary>Whatever the files say: this process knows what it wrote.</summary>
    private string? Forgotten(string? known) => known is null || LinesBeyondHead.Read(_paths, known, Last, _key).LeadToEnd ? null : "records that this process wrote are missing";

    /// <summary>
    /// Whether the head may be that of the last record, or of the start where there is none. Under an earlier key nobody here can tell: the change of key puts the head on record, for
    /// whoever has that key. A crash at that change leaves the earlier head, which the change on file holds.
    /// </summary>
    private bool Belongs(ChainHead head)
    {
        if (head.Key == _key?.Fingerprint)
            return (_last is null || _lastIsOurs) && head.IsGenuine(_key);
        if (_lastIsOurs)
            return head.Pinned == _beyond.PinnedHead;
        return head.Key is not null || (_last is null || _lastIsUnkeyed) && head.IsGenuine(null);
    }

    /// <summary>The last line of a rolled file; nothing where it is damaged.</summary>
    private static byte[] LastOf(RolledFile rolled)
    {
        try
        {
            using var lines = new LineReader(rolled.Path);
            byte[] last = [];
            while (lines.Read())
                last = lines.Line.ToArray();
            return last;
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
