using System.Buffers;
using System.Buffers.Text;

namespace TieredRouting.Audit;

/// <summary>
/// A line of a chained file, taken apart: the record, and at the line's end <c>,"chain":{"id":"…","seq":N,"prev":"…","hash":"…"}}</c>. The end is read by
/// its bytes and not as JSON, so that a line either has exactly this form or is no line of a chain.
/// </summary>
internal readonly ref struct ChainedLine
{
    /// <summary>The digits of a chain's name.</summary>
    public const int IdLength = 16;

    /// <summary>The most bytes that the end of a line takes.</summary>
    public const int MostSuffix = 256;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private ChainedLine(ReadOnlySpan<byte> record, ReadOnlySpan<byte> id, long sequence, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> hash)
    {
        Record = record;
        Id = id;
        Sequence = sequence;
        Previous = previous;
        Hash = hash;
    }

    /// <summary>The bytes of the record before <c>,"chain"</c>.</summary>
    public ReadOnlySpan<byte> Record { get; }

    /// <summary>The chain's name.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>The record's number in its chain, from 1.</summary>
    public long Sequence { get; }

    /// <summary>The hash of the record before this one.</summary>
    public ReadOnlySpan<byte> Previous { get; }

    /// <summary>The hash of this record.</summary>
    public ReadOnlySpan<byte> Hash { get; }

    /// <summary>Whether the line's hash is that of its content under a key, or without one.</summary>
    /// <param name="key">The key, or <see langword="null"/>.</param>
    /// <param name="room">Takes what is hashed; it grows as needed, and is worth keeping for the next line.</param>
    public bool IsHashedUnder(AuditKey? key, ref byte[] room)
    {
        var length = ChainDigest.Length + 1 + Record.Length;
        if (room.Length < length)
            room = new byte[Math.Max(length, room.Length * 2)];
        var line = new ByteLine(room.AsSpan(0, length));
        line.Add(Previous);
        line.Add("\n"u8);
        line.Add(Record);
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        ChainDigest.Write(line.Written, key, digits);
        return digits.SequenceEqual(Hash);
    }

    /// <summary>Writes the end of a line.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int WriteSuffix(Span<byte> room, ReadOnlySpan<byte> id, long sequence, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> hash)
    {
        var line = new ByteLine(room);
        line.Add(",\"chain\":{\"id\":\""u8);
        line.Add(id);
        line.Add("\",\"seq\":"u8);
        line.Add(sequence);
        line.Add(",\"prev\":\""u8);
        line.Add(previous);
        line.Add("\",\"hash\":\""u8);
        line.Add(hash);
        line.Add("\"}}"u8);
        return line.Written.Length;
    }

    /// <summary>Takes a line apart.</summary>
    /// <returns>Whether it is one of a chain.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ChainedLine chained)
    {
        chained = default;
        if (!TakeLast(ref line, "\"}}"u8) || !TakeDigits(ref line, ChainDigest.Length, out var hash)
            || !TakeLast(ref line, "\",\"hash\":\""u8) || !TakeDigits(ref line, ChainDigest.Length, out var previous)
            || !TakeLast(ref line, ",\"prev\":\""u8) || !TakeNumber(ref line, out var sequence)
            || !TakeLast(ref line, "\",\"seq\":"u8) || !TakeDigits(ref line, IdLength, out var id)
            || !TakeLast(ref line, ",\"chain\":{\"id\":\""u8))
            return false;
        chained = new ChainedLine(line, id, sequence, previous, hash);
        return true;
    }

    private static bool TakeLast(scoped ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> expected)
    {
        if (!line.EndsWith(expected))
            return false;
        line = line[..^expected.Length];
        return true;
    }

    private static bool TakeDigits(scoped ref ReadOnlySpan<byte> line, int length, out ReadOnlySpan<byte> digits)
    {
        digits = line.Length < length ? default : line[^length..];
        if (digits.Length != length || digits.ContainsAnyExcept(HexDigits))
            return false;
        line = line[..^length];
        return true;
    }

    private static bool TakeNumber(scoped ref ReadOnlySpan<byte> line, out long number)
    {
        var start = line.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        var digits = line[start..];
        line = line[..start];
        // One way to write a number, so that nobody can write it differently unnoticed.
        return Utf8Parser.TryParse(digits, out number, out var used) && used == digits.Length && digits[0] != (byte)'0';
    }
}
