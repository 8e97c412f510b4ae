using System.Text;

namespace TieredRouting.Audit;

/// <summary>
/// Finds where a chain goes on when its file is opened, and whether file and head belong together. After a crash the file may be ahead of the head by one commit;
/// it is never behind.
/// </summary>
internal sealed class ChainOpening(AuditPaths paths, AuditKey? key)
{
    /// <summary>The hash of the last record on file.</summary>
    /// <param name="last">The last line of the file that is written.</param>
    /// <param name="isChained">Whether that line is one of a chain; an empty file counts as one.</param>
    public byte[] LastHash(LastLine last, out bool isChained)
    {
        isChained = true;
        if (last.Bytes.Length == 0)
            return LastRolledHash();
        isChained = ChainedLine.TryRead(last.Bytes, out var line);
        return isChained ? line.Hash.ToArray() : ChainDigest.Start.ToArray();
    }

    /// <summary>What is wrong with what was found; <see langword="null"/> where the chain can simply go on.</summary>
    public string? Flaw(HeadFile head, byte[] last, bool isChained)
    {
        if (!isChained)
            return "the last line is not a record of a chain";
        if (!head.Exists)
            return ChainDigest.Start.SequenceEqual(last) ? null : "the head was missing";
        if (head.Content is not { } content)
            return "the head could not be read";
        if (content.Key == key?.Fingerprint && !content.IsGenuine(key))
            return "the head was changed";
        return content.Hash == Encoding.ASCII.GetString(last) || LeadsToEnd(content) ? null : "records that the head names are missing";
    }

    /// <summary>Whether the record that the head names is on file, and what follows it follows without a flaw.</summary>
    private bool LeadsToEnd(ChainHead head)
    {
        var sought = Encoding.ASCII.GetBytes(head.Hash);
        var walk = new ChainWalk(key is null ? [] : [key]);
        var found = false;
        foreach (var file in Recent())
        {
            using var lines = new LineReader(file);
            while (lines.Read() && !lines.IsTorn)
            {
                if (!found && ChainedLine.TryRead(lines.Line.Span, out var line) && line.Hash.SequenceEqual(sought))
                {
                    walk.GoOnFrom(line, key);
                    found = true;
                    continue;
                }

                // Or the head names what came before the oldest of these files.
                found |= ChainedLine.TryRead(lines.Line.Span, out line) && line.Previous.SequenceEqual(sought);
                if (found && walk.Follow(lines.Line.Span) is not null)
                    return false;
            }
        }

        return found;
    }

    private IEnumerable<string> Recent()
    {
        var rolled = paths.Rolled();
        return rolled.Count > 0 ? [rolled[^1].Path, paths.Active] : [paths.Active];
    }

    private byte[] LastRolledHash()
    {
        var rolled = paths.Rolled();
        if (rolled.Count == 0)
            return ChainDigest.Start.ToArray();
        using var lines = new LineReader(rolled[^1].Path);
        byte[]? hash = null;
        while (lines.Read())
            hash = ChainedLine.TryRead(lines.Line.Span, out var line) ? line.Hash.ToArray() : null;
        return hash ?? ChainDigest.Start.ToArray();
    }
}
