using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TieredRouting.Signals;

/// <summary>How 64 units of a text are read at once: as two vectors of bytes, and as a bit for each.</summary>
internal static class UnitVectors
{
    /// <summary>Half of 64 units. What does not fit into a byte becomes the largest, and so stays beyond ASCII.</summary>
    public static Vector256<byte> Narrow(ref ushort units) =>
        Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref units), Vector256.LoadUnsafe(ref units, (nuint)Vector256<ushort>.Count));

    /// <summary>Which units lie from one to another, all bits of theirs.</summary>
    public static Vector256<byte> Within(Vector256<byte> units, char first, char last) =>
        Vector256.LessThanOrEqual(units - Vector256.Create((byte)first), Vector256.Create((byte)(last - first)));

    /// <summary>The highest bits of both halves.</summary>
    public static ulong Bits(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | (ulong)upper.ExtractMostSignificantBits() << Vector256<byte>.Count;

    /// <summary>The units of a text as numbers.</summary>
    public static ref ushort Of(ReadOnlySpan<char> text) => ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
}
