namespace TieredRouting.Signals;

/// <summary>For each unit at one place beside a group of digits, a bit for each of the signs that it fits. Immutable.</summary>
internal sealed class DigitSignTable
{
    private const int Ascii = 128;

    private readonly Func<char, bool>[] _fits;
    private readonly uint[] _bits;

    public DigitSignTable(IEnumerable<Func<char, bool>> fits)
    {
        _fits = [.. fits];
        _bits = [.. Enumerable.Range(0, Ascii).Select(unit => Read((char)unit))];
    }

    public uint Of(char unit) => unit < Ascii ? _bits[unit] : Read(unit);

    private uint Read(char unit)
    {
        var bits = 0u;
        for (var sign = 0; sign < _fits.Length; sign++)
            bits |= _fits[sign](unit) ? 1u << sign : 0;
        return bits;
    }
}
