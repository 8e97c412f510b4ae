using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TieredRouting.Signals;

/// <summary>
/// 64 units of a text, or its rest: a bit for each that is a letter of ASCII, and for each that may be within a token. Which characters there were is gathered
/// over all blocks.
/// </summary>
internal struct CueBlock
{
    public const int Size = 64;

    // Kinds of characters, as rows and columns of the table of ASCII: a character is of a kind when both its row and its column are.
    private const byte LetterOfRows4And6 = 1, LetterOfRows5And7 = 2, Digit = 4, At = 8, Underscore = 16, Assignment = 32, Hyphen = 64, Initial = 128;
    private const byte Letter = LetterOfRows4And6 | LetterOfRows5And7;
    private const byte Token = Letter | Digit | Underscore | Hyphen;

    // The block's own units, as a key has them.
    private UnitBytes _small;

    // What was gathered.
    private Vector256<byte> _kinds;
    private Vector256<byte> _units;

    public ulong Letters { get; private set; }

    public ulong InToken { get; private set; }

    /// <summary>A bit for each 'a', 'd' and 'm', which short words of the list begin with.</summary>
    public ulong Initials { get; private set; }

    public readonly Cues Characters =>
        Seen(Digit, Cues.Digit) | Seen(At, Cues.At) | Seen(Underscore, Cues.Underscore) | Seen(Assignment, Cues.Assignment) | Seen(Hyphen, Cues.Hyphen)
        | (_units.ExtractMostSignificantBits() == 0 ? Cues.None : Cues.NonAscii);

    private static Vector256<byte> Rows => Both(Vector128.Create(
        0, 0, Hyphen, Digit | Assignment, LetterOfRows4And6 | Initial | At, LetterOfRows5And7 | Underscore, LetterOfRows4And6 | Initial, LetterOfRows5And7, 0, 0, 0, 0, 0, 0, 0, 0));

    private static Vector256<byte> Columns => Both(Vector128.Create(
        LetterOfRows5And7 | Digit | At, Letter | Digit | Initial, Letter | Digit, Letter | Digit, Letter | Digit | Initial, Letter | Digit, Letter | Digit, Letter | Digit, Letter | Digit, Letter | Digit,
        Letter | Assignment, LetterOfRows4And6, LetterOfRows4And6, LetterOfRows4And6 | Initial | Assignment | Hyphen, LetterOfRows4And6 | Assignment, LetterOfRows4And6 | Underscore));

    /// <summary>Reads the beginning of a text; bits beyond its end are zero.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        if (text.Length < Size)
            ReadShort(text);
        else
            ReadWhole(text);
    }

    /// <summary>The <see cref="CueWords.Key"/> of a run of so many letters that begins at a bit.</summary>
    public readonly uint KeyAt(int bit, int letters) => _small.FourAt(bit) & uint.MaxValue >> 8 * (CueWords.KeyLetters - letters);

    private void ReadShort(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[Size];
        padded.Clear();
        text.CopyTo(padded);
        ReadWhole(padded);
    }

    private void ReadWhole(ReadOnlySpan<char> text)
    {
        ref var units = ref UnitVectors.Of(text);
        var (lower, upper) = (UnitVectors.Narrow(ref units), UnitVectors.Narrow(ref Unsafe.Add(ref units, Vector256<byte>.Count)));
        var (lowerKinds, upperKinds) = (KindsOf(lower), KindsOf(upper));
        var small = Vector256.Create((byte)0x20);
        _small = new UnitBytes(lower | small, upper | small);
        (_kinds, _units) = (_kinds | lowerKinds | upperKinds, _units | lower | upper);
        Letters = Having(lowerKinds, Letter) | Having(upperKinds, Letter) << Vector256<byte>.Count;
        InToken = Having(lowerKinds, Token) | Having(upperKinds, Token) << Vector256<byte>.Count;
        Initials = UnitVectors.Bits(lowerKinds, upperKinds);
    }

    private static Vector256<byte> KindsOf(Vector256<byte> units) => Look(Rows, units >>> 4) & Look(Columns, units & Vector256.Create((byte)0x0F));

    private static ulong Having(Vector256<byte> kinds, byte wanted) => ~Vector256.Equals(kinds & Vector256.Create(wanted), Vector256<byte>.Zero).ExtractMostSignificantBits();

    private static Vector256<byte> Both(Vector128<byte> half) => Vector256.Create(half, half);

    /// <summary>Looks up 32 places below 16 in a table that is there twice.</summary>
    private static Vector256<byte> Look(Vector256<byte> table, Vector256<byte> places) => Avx2.IsSupported
        ? Avx2.Shuffle(table, places)
        : Vector256.Create(Vector128.ShuffleNative(table.GetLower(), places.GetLower()), Vector128.ShuffleNative(table.GetUpper(), places.GetUpper()));

    private readonly Cues Seen(byte kind, Cues cue) => (_kinds & Vector256.Create(kind)) != Vector256<byte>.Zero ? cue : Cues.None;
}
