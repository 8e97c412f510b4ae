using System.Buffers.Text;

namespace TieredRouting.Audit;

/// <summary>Puts bytes one after the other into room that is known to be enough.</summary>
internal ref struct ByteLine(Span<byte> room)
{
    private readonly Span<byte> _room = room;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _room[.._length];

    public readonly Span<byte> Rest => _room[_length..];

    public void Add(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_room[_length..]);
        _length += bytes.Length;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, _room[_length..], out var written);
        _length += written;
    }
}
