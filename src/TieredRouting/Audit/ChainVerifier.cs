using System.Text;
using static System.FormattableString;

namespace TieredRouting.Audit;

/// <summary>Verifies the files of one audit, once.</summary>
internal sealed class ChainVerifier(AuditPaths paths, IReadOnlyList<AuditKey> keys, bool allowsUnkeyedStart, IProgress<long>? progress)
{
    private const int LinesBetweenProgress = 4096;

    private readonly ChainWalk _walk = new(keys);
    private long _bytes;
    private long _torn;
    private long _lines;
    private bool _reachedHead;
    private long _beyondHead;

    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        using var snapshot = await AuditSnapshot.TakeAsync(paths, Head, cancellationToken);
        var head = snapshot.Head;
        if (snapshot is { Active: null, Rolled.Count: 0 })
            return head.Exists ? Flawed(paths.Active, null, "the file is missing, and its head is still there") : throw new FileNotFoundException($"There is no audit file '{paths.Active}'.", paths.Active);
        var sought = head.Content is { } content ? Encoding.ASCII.GetBytes(content.Hash) : null;
        foreach (var file in snapshot.Rolled)
        {
            using var lines = new LineReader(file.Path);
            if (await FollowAsync(lines, file.Path, sought, cancellationToken) is { } flawed)
                return flawed;
        }

        if (snapshot.Active is { } active && await FollowAsync(active, paths.Active, sought, cancellationToken) is { } found)
            return found;
        return EndFlaw(head, snapshot) ?? (HeadFile.Read(paths.Head).Text == head.Text ? LagFlaw() : null) ?? Found;
    }

    /// <summary>What the head says; read again where it looks wrong, since the writer may just be rewriting it.</summary>
    private HeadFile Head()
    {
        var head = HeadFile.Read(paths.Head);
        for (var again = 0; again < 3 && head.Exists && (head.Content is not { } content || !content.IsGenuine(Present)); again++)
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
            Reach(sought);
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
            throw new IOException($"After line {lines.Number}: {WhyNot(lines)}.", exception);
        }
    }

    private static string WhyNot(LineReader lines) => lines.IsTooLong ? "the next one is longer than 64 MB" : "the packed file is damaged";

    private void Reach(byte[]? sought)
    {
        _beyondHead++;
        if (!_walk.Last.SequenceEqual(sought))
            return;
        (_reachedHead, _beyondHead) = (true, 0);
    }

    private AuditVerification? EndFlaw(HeadFile head, AuditSnapshot snapshot)
    {
        if (_walk.Lines > 0 && _walk.Key?.Fingerprint != Present?.Fingerprint)
            return Flawed(paths.Active, _lines, _walk.Key is null
                ? "the chain has no key, though one was given: whoever may write the file could have written it"
                : $"the chain ends under the key {_walk.Key.Fingerprint}, and the present one is {Present!.Fingerprint}: what was written since is missing, or nothing was yet");
        if (_walk.Unkeyed > 0 && !allowsUnkeyedStart)
            return Flawed(paths.Active, null, Invariant($"the first {_walk.Unkeyed} records have no key: whoever could write the file then could have written them"));
        if (!head.Exists)
            return Flawed(paths.Head, null, "the head is missing, so nothing says whether records were cut off the end");
        // After a crash at a change of key, the head is still the one that this change holds.
        if (head.Content is not { } content || !(content.IsGenuine(Present) || content.Pinned == _walk.PinnedHead))
            return Flawed(paths.Head, null, "the head was changed, or is hashed under another key than the present one");
        if (!paths.Name.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(content.File)))
            return Flawed(paths.Head, null, "the head is that of a file with another name");
        if (!_reachedHead && content.Hash != (_walk.Start ?? content.Start))
            return Flawed(paths.Active, _lines + 1, CutOff(content));
        if (!_walk.IsComplete(content.Start))
            return Flawed(snapshot.Rolled.Count > 0 ? snapshot.Rolled[0].Path : paths.Active, 1, "the files before this one are missing, and no record says that they were retired");
        return content.Past.Broken == 0
            ? null
            : Flawed(paths.Head, null, Invariant($"the writer found the chain broken, {content.Past.Broken} times, and the records that say so were deleted with their files"));
    }

    /// <summary>A head is rewritten with every commit. One that lags further behind, while nobody writes, is an older one that somebody has put back.</summary>
    private AuditVerification? LagFlaw() => _beyondHead <= RecentHashes.Count
        ? null
        : Flawed(paths.Head, null, Invariant($"{_beyondHead} records stand beyond the one that the head names: the head is an older one"));

    /// <summary>The key in force, or <see langword="null"/>.</summary>
    private AuditKey? Present => keys.Count > 0 ? keys[0] : null;

    private string CutOff(ChainHead head) => head.Id == _walk.Id && head.Sequence > _walk.Sequence
        ? Invariant($"the records {_walk.Sequence + 1} to {head.Sequence} were cut off the end, or the file was swapped")
        : Invariant($"record {head.Sequence} of the chain {head.Id}, which the head names, is not there: records were cut off the end, or the file was swapped");

    private AuditVerification Found => new()
    {
        Records = _walk.Lines - _walk.Events,
        Events = _walk.Events,
        Unkeyed = _walk.Unkeyed,
        TornBytes = _torn,
    };

    private AuditVerification Flawed(string file, long? line, string flaw) => Found with { File = Path.GetFileName(file), Line = line, Flaw = flaw };
}
