using System.Text;
using TieredRouting.Audit;

namespace TieredRouting.Sqlite;

/// <summary>Where a chain goes on, by what the database says: after its head, as far as the last line bears it out.</summary>
internal sealed class SqliteAuditOpening
{
    private readonly ChainHead? _head;

    /// <param name="head">The head, or <see langword="null"/>.</param>
    /// <param name="last">The last line, or <see langword="null"/>.</param>
    /// <param name="written">The head that this process wrote last, or <see langword="null"/>.</param>
    /// <param name="key">The key in force.</param>
    /// <exception cref="InvalidOperationException">The chain has a key, and none is set.</exception>
    public SqliteAuditOpening(byte[]? head, byte[]? last, ChainHead? written, AuditKey? key)
    {
        _head = head is null ? null : ChainHead.Read(head);
        if (_head?.Key is { } fingerprint && key is null)
            throw new InvalidOperationException($"The chain has the key {fingerprint}, and no key is set: records without one would not belong to it.");
        var isNew = head is null && last is null && written is null;
        Flaw = isNew ? null : FlawOf(_head, last, written, key);
        Start = _head is null ? ChainDigest.NewStart() : Encoding.ASCII.GetBytes(_head.Start);
        Chain = isNew ? new HashChain(Start) : ChainAfter(last);
        Past = new ChainPast(0, (_head?.Past.Broken ?? written?.Past.Broken ?? 0) + (Flaw is null ? 0 : 1));
    }

    /// <summary>The chain, up to the last line.</summary>
    public HashChain Chain { get; }

    /// <summary>What the first record follows.</summary>
    public byte[] Start { get; }

    public ChainPast Past { get; }

    /// <summary>How head and lines do not belong together, or <see langword="null"/> where they do.</summary>
    public string? Flaw { get; }

    /// <summary>The head in the form that an event holds, where the chain goes on under another key; otherwise <see langword="null"/>.</summary>
    public string? PinnedUnderOtherKey(AuditKey? key) => _head is not null && _head.Key != key?.Fingerprint ? _head.Pinned : null;

    /// <summary>The fingerprint of the key that the head is under.</summary>
    public string? Key => _head?.Key;

    private HashChain ChainAfter(byte[]? last)
    {
        if (!ChainedLine.TryRead(last, out var line))
            return new HashChain(Start);
        // After a flaw a chain of its own begins, so that nobody takes what comes for what went before.
        return Flaw is null ? new HashChain(line.Id, line.Sequence, line.Hash) : new HashChain(line.Hash);
    }

    private static string? FlawOf(ChainHead? head, byte[]? last, ChainHead? written, AuditKey? key)
    {
        if (head is null)
            return "the head is missing, or is none";
        if (head.Key == key?.Fingerprint && !head.IsGenuine(key))
            return "the head was not written under the key";
        if (!IsAt(head, last))
            return "the last record is not the one that the head names";
        if (head.Key != key?.Fingerprint && IsUnder(last, key))
            return "the last record is under the key, and the head is not";
        return written is not null && IsBefore(head, written) ? "records that this process wrote are gone" : null;
    }

    /// <summary>Whether the head names the last line; before the first, none.</summary>
    private static bool IsAt(ChainHead head, byte[]? last)
    {
        if (last is null)
            return head.Sequence == 0;
        return ChainedLine.TryRead(last, out var line)
            && Encoding.ASCII.GetString(line.Hash) == head.Hash && Encoding.ASCII.GetString(line.Id) == head.Id && line.Sequence == head.Sequence;
    }

    private static bool IsUnder(byte[]? last, AuditKey? key)
    {
        var room = Array.Empty<byte>();
        return ChainedLine.TryRead(last, out var line) && line.IsHashedUnder(key, ref room);
    }

    /// <summary>Whether the head is older than one that was written; another process may have found the chain broken since, and begun a new one.</summary>
    private static bool IsBefore(ChainHead head, ChainHead written) =>
        head.Past.Broken == written.Past.Broken ? head.Id != written.Id || head.Sequence < written.Sequence : head.Past.Broken < written.Past.Broken;
}
