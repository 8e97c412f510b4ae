using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Signals;

/// <summary>64 units of a text as a byte each, of which several in a row are taken as one number, the first one lowest. Two halves, since putting them into one vector takes longer than reading them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct UnitBytes(Vector256<byte> lower, Vector256<byte> upper)
{
    private readonly Vector256<byte> _lower = lower;
    private readonly Vector256<byte> _upper = upper;

    /// <summary>Four from a place on, which is one of the first 61.</summary>
    public uint FourAt(int place)
    {
        var four = Unsafe.ReadUnaligned<uint>(in At(in this, place));
        return BitConverter.IsLittleEndian ? four : BinaryPrimitives.ReverseEndianness(four);
    }

    /// <summary>Eight from a place on, which is one of the first 57.</summary>
    public ulong EightAt(int place)
    {
        var eight = Unsafe.ReadUnaligned<ulong>(in At(in this, place));
        return BitConverter.IsLittleEndian ? eight : BinaryPrimitives.ReverseEndianness(eight);
    }

    /// <summary>The same with all bits of what is not ASCII.</summary>
    public UnitBytes WithAllBitsBeyond() => new(WithAllBitsBeyond(_lower), WithAllBitsBeyond(_upper));

    private static Vector256<byte> WithAllBitsBeyond(Vector256<byte> units) => units | Vector256.LessThan(units.AsSByte(), Vector256<sbyte>.Zero).AsByte();

    private static ref readonly byte At(in UnitBytes units, int place) =>
        ref Unsafe.Add(ref Unsafe.As<UnitBytes, byte>(ref Unsafe.AsRef(in units)), (nuint)place);
}
