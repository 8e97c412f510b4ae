using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace TieredRouting.Audit;

/// <summary>
/// Numbers of signals as they are recorded. Rules compare decimals, and what a number comes to as one depends on whether it was a double: that has 15 digits then. So a decimal that could be
/// taken for a double is written with a zero behind it, which no double has, and every number is read back as what it was.
/// </summary>
internal static class RecordedNumber
{
    /// <summary>A double from here on is written with an exponent, which no other number has.</summary>
    public const double WholeDoublesAreExact = 1e15;

    /// <summary>A decimal of fewer units than this comes to the same as the double it may be taken for.</summary>
    private const ulong UnitsOfDouble = 1_000_000_000_000_000;

    /// <summary>No double is written with more digits than these.</summary>
    private const int MostDigitsOfDouble = 17;

    /// <summary>Nor with more decimals: a smaller one than 0.0001 has an exponent. A decimal with more cannot take a zero, and needs none.</summary>
    private const int MostDecimalsOfDouble = 21;

    /// <summary>The number as it is to be written.</summary>
    public static decimal Marked(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var units = ((UInt128)(uint)bits[2] << 64) | ((UInt128)(uint)bits[1] << 32) | (uint)bits[0];
        return number.Scale == 0 || units < UnitsOfDouble || units >= 100 * (UInt128)UnitsOfDouble || units % 10 == 0 ? number : number * 1.0m;
    }

    /// <summary>The number that was written: a <see cref="long"/>, a <see cref="decimal"/> or a <see cref="double"/>.</summary>
    public static object Of(ReadOnlySpan<byte> written)
    {
        if (written.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
            return Utf8Parser.TryParse(written, out long whole, out var read) && read == written.Length ? whole : DecimalOf(written);
        return written.IndexOfAny((byte)'e', (byte)'E') >= 0 || MayBeDouble(written) ? DoubleOf(written) : DecimalOf(written);
    }

    private static bool MayBeDouble(ReadOnlySpan<byte> written) =>
        written[^1] != (byte)'0' && Digits(written) <= MostDigitsOfDouble && written.Length - written.IndexOf((byte)'.') - 1 <= MostDecimalsOfDouble;

    private static int Digits(ReadOnlySpan<byte> written)
    {
        var digits = 0;
        foreach (var unit in written.TrimStart("-0."u8))
            digits += unit == (byte)'.' ? 0 : 1;
        return digits;
    }

    private static object DecimalOf(ReadOnlySpan<byte> written) =>
        decimal.TryParse(Encoding.UTF8.GetString(written), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : DoubleOf(written);

    /// <summary>Beyond every double, the largest one stands for it.</summary>
    private static double DoubleOf(ReadOnlySpan<byte> written) =>
        double.Clamp(double.Parse(Encoding.UTF8.GetString(written), NumberStyles.Float, CultureInfo.InvariantCulture), double.MinValue, double.MaxValue);
}
