using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace TieredRouting.Evaluation;

/// <summary>Ids, each with the number of what it waits for, one behind the other as bytes: there may be millions, and as strings they would take thrice the room. Not thread-safe.</summary>
internal sealed class PackedIds : IReadOnlyCollection<string>
{
    private const int Block = 64 * 1024;
    private const int Overhead = sizeof(int) + 1;

    private readonly List<byte[]> _blocks = [];
    private int _used = Block;

    public int Count { get; private set; }

    /// <summary>Adds an id. One that is longer than any real one is cut.</summary>
    public void Add(string id, int number)
    {
        var bytes = Encoding.UTF8.GetBytes(id).AsSpan();
        bytes = bytes.Length > byte.MaxValue ? bytes[..byte.MaxValue] : bytes;
        if (_used + Overhead + bytes.Length > Block)
        {
            _blocks.Add(new byte[Block]);
            _used = 0;
        }

        var room = _blocks[^1].AsSpan(_used);
        BinaryPrimitives.WriteInt32LittleEndian(room, number);
        room[sizeof(int)] = (byte)bytes.Length;
        bytes.CopyTo(room[Overhead..]);
        _used += Overhead + bytes.Length;
        Count++;
    }

    /// <summary>The ids whose number is still waited for.</summary>
    public PackedIds Where(Func<int, bool> waits)
    {
        var left = new PackedIds();
        foreach (var (id, number) in All().Where(pair => waits(pair.Number)))
            left.Add(id, number);
        return left;
    }

    public IEnumerator<string> GetEnumerator() => All().Select(pair => pair.Id).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<(string Id, int Number)> All()
    {
        var left = Count;
        foreach (var block in _blocks)
        {
            for (var at = 0; left > 0 && at + Overhead < Block && block[at + sizeof(int)] > 0; left--)
            {
                var length = block[at + sizeof(int)];
                yield return (Encoding.UTF8.GetString(block, at + Overhead, length), BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at)));
                at += Overhead + length;
            }
        }
    }
}
