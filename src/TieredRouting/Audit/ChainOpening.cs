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
    private readonly byte[]? _last;
    private readonly bool _isForeign;
    private readonly bool _lastIsOurs;
    private readonly bool _lastIsUnkeyed;

    /// <exception cref="IOException">There is something else in the file.</exception>
    public ChainOpening(AuditPaths paths, AuditKey? key, HeadFile head, LastLine line)
    {
        (_paths, _key, _head) = (paths, key, head);
        var bytes = line.Bytes.Length > 0 ? line.Bytes : LastRolled();
        byte[] room = [];
        if (ChainedLine.TryRead(bytes, out var last))
            (_last, _lastIsOurs, _lastIsUnkeyed) = (last.Hash.ToArray(), last.IsHashedUnder(key, ref room), last.IsHashedUnder(null, ref room));
        else if (!head.Exists && (bytes.Length > 0 || line.TornBytes > 0 && !line.BeginsAsRecord))
            throw new IOException($"'{paths.Active}' holds something else than an audit: name another file, or move it away.");
        _isForeign = bytes.Length > 0 && _last is null;
        IsNew = !head.Exists && bytes.Length == 0;
        Start = head.Content is { } content ? Encoding.ASCII.GetBytes(content.Start) : ChainDigest.NewStart();
    }

    /// <summary>Whether there is nothing yet.</summary>
    public bool IsNew { get; }

    /// <summary>What the first record of the first file follows.</summary>
    public byte[] Start { get; }

    /// <summary>What the next record follows.</summary>
    public byte[] Last => _last ?? Start;

    /// <summary>The fingerprint of the key that the last record is hashed under, as far as can be told.</summary>
    public string? Key => _last is null || _lastIsOurs ? _key?.Fingerprint : _head.Content?.Key;

    /// <summary>What is wrong; <see langword="null"/> where the chain can simply go on.</summary>
    public string? Flaw()
    {
        if (IsNew)
            return null;
        if (!_head.Exists)
            return "the head was missing";
        if (_head.Content is not { } content)
            return "the head could not be read";
        if (!Belongs(content))
            return "the head was changed";
        if (_isForeign)
            return "the last line is not a record of a chain";
        if (_last is null ? content.Hash != content.Start : !LeadsToEnd(content))
            return "records that the head names are missing";
        return null;
    }

    /// <summary>
    /// Whether the head may be that of the last record. Under an earlier key nobody here can tell: the change of key puts the head on record, for whoever has that key.
    /// </summary>
    private bool Belongs(ChainHead head)
    {
        if (_last is null || _lastIsOurs)
            return head.IsGenuine(_key);
        return head.Key is null ? _lastIsUnkeyed && head.IsGenuine(null) : head.Key != _key?.Fingerprint;
    }

    /// <summary>Whether the record that the head names is on file, and the lines after it follow one another. Whether they say what they said is for who verifies.</summary>
    private bool LeadsToEnd(ChainHead head)
    {
        var expected = Encoding.ASCII.GetBytes(head.Hash);
        if (_last.AsSpan().SequenceEqual(expected))
            return true;
        var found = false;
        foreach (var file in Recent())
        {
            using var lines = new LineReader(file);
            while (lines.Read() && !lines.IsTorn)
            {
                if (!ChainedLine.TryRead(lines.Line.Span, out var line))
                    return false;
                if (!found && line.Hash.SequenceEqual(expected))
                    found = true;
                else if (line.Previous.SequenceEqual(expected))
                    (found, expected) = (true, line.Hash.ToArray());
                else if (found)
                    return false;
            }
        }

        return found;
    }

    private IEnumerable<string> Recent()
    {
        var rolled = _paths.Rolled();
        return rolled.Count > 0 ? [rolled[^1].Path, _paths.Active] : [_paths.Active];
    }

    /// <summary>The last line of the newest rolled file; nothing where there is none, or where it is damaged.</summary>
    private byte[] LastRolled()
    {
        var rolled = _paths.Rolled();
        if (rolled.Count == 0)
            return [];
        try
        {
            using var lines = new LineReader(rolled[^1].Path);
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
