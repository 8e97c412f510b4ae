using System.Text;

namespace TieredRouting.Audit;

/// <summary>Verifies the files of one audit, once.</summary>
internal sealed class ChainVerifier(AuditPaths paths, IReadOnlyList<AuditKey> keys, IProgress<long>? progress)
{
    private const int LinesBetweenProgress = 4096;

    private readonly ChainWalk _walk = new(keys);
    private long _bytes;
    private long _torn;
    private long _lines;
    private bool _reachedHead;

    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        // The head first: what is written meanwhile only adds to what it names.
        var head = Head();
        using var snapshot = AuditSnapshot.Take(paths);
        if (snapshot is { Active: null, Rolled.Count: 0 })
            return head.Exists ? Flawed(paths.Active, null, "the file is missing, and its head is still there") : throw new FileNotFoundException($"There is no audit file '{paths.Active}'.", paths.Active);
        var sought = head.Content is { } content ? Encoding.ASCII.GetBytes(content.Hash) : null;
        _reachedHead = sought is not null && ChainDigest.Start.SequenceEqual(sought);
        foreach (var file in snapshot.Rolled)
        {
            using var lines = new LineReader(file.Path);
            if (await FollowAsync(lines, file.Path, sought, cancellationToken) is { } flawed)
                return flawed;
        }

        if (snapshot.Active is { } active && await FollowAsync(active, paths.Active, sought, cancellationToken) is { } found)
            return found;
        return EndFlaw(head, snapshot) ?? Found;
    }

    /// <summary>What the head says; read again where it looks wrong, since the writer may just be rewriting it.</summary>
    private HeadFile Head()
    {
        var head = HeadFile.Read(paths.Head);
        for (var again = 0; again < 3 && head.Exists && (head.Content is not { } content || !IsGenuine(content)); again++)
            head = HeadFile.Read(paths.Head);
        return head;
    }

    private async Task<AuditVerification?> FollowAsync(LineReader lines, string file, byte[]? sought, CancellationToken cancellationToken)
    {
        _lines = 0;
        while (await NextAsync(lines, cancellationToken))
        {
            if (lines.IsTorn && file == paths.Active)
            {
                _torn = lines.Line.Length;
                break;
            }

            if (_walk.Follow(lines.Line.Span) is { } flaw)
                return Flawed(file, lines.Number, flaw);
            _reachedHead |= _walk.Last.SequenceEqual(sought);
            _lines = lines.Number;
            if (lines.Number % LinesBetweenProgress == 0)
                progress?.Report(_bytes + lines.Position);
        }

        progress?.Report(_bytes += lines.Position);
        return null;
    }

    private static async ValueTask<bool> NextAsync(LineReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new IOException($"After line {lines.Number}: {(lines.IsPacked ? "the packed file is damaged" : exception.Message)}.", exception);
        }
    }

    private AuditVerification? EndFlaw(HeadFile head, AuditSnapshot snapshot)
    {
        if (keys.Count > 0 && _walk is { Lines: > 0, IsKeyed: false })
            return Flawed(paths.Active, _lines, "the chain has no key, though one was given: whoever may write the file could have written it");
        if (!head.Exists)
            return Flawed(paths.Head, null, "the head is missing, so nothing says whether records were cut off the end");
        if (head.Content is not { } content || !IsGenuine(content))
            return Flawed(paths.Head, null, "the head was changed, or is hashed under a key that was not given");
        if (!_reachedHead)
            return Flawed(paths.Active, _lines + 1, CutOff(content));
        return _walk.IsComplete ? null : Flawed(snapshot.Rolled.Count > 0 ? snapshot.Rolled[0].Path : paths.Active, 1, "the files before this one are missing, and no record says that they were retired");
    }

    private bool IsGenuine(ChainHead head) =>
        head.Key is null ? head.IsGenuine(null) && keys.Count == 0 : keys.Any(key => head.IsGenuine(key));

    private string CutOff(ChainHead head) => head.Id == _walk.Id && head.Sequence > _walk.Sequence
        ? FormattableString.Invariant($"the records {_walk.Sequence + 1} to {head.Sequence} were cut off the end, or the file was swapped")
        : FormattableString.Invariant($"record {head.Sequence} of the chain {head.Id}, which the head names, is not there: records were cut off the end, or the file was swapped");

    private AuditVerification Found => new()
    {
        Records = _walk.Lines - _walk.Events,
        Events = _walk.Events,
        Unkeyed = _walk.Unkeyed,
        TornBytes = _torn,
    };

    private AuditVerification Flawed(string file, long? line, string flaw) => Found with { File = Path.GetFileName(file), Line = line, Flaw = flaw };
}
