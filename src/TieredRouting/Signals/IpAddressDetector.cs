using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace TieredRouting.Signals;

/// <summary>
/// Internet addresses of version 4 (four numbers up to 255) and 6 (three colons or more, or a double one). A host's own address, none at all, and what a version number could be are
/// no one's.
/// </summary>
internal sealed class IpAddressDetector() : NumberDetector(
    EvidenceKinds.IpAddress,
    new DigitSigns { Before = GoesOn, SecondBefore = GoesOn },
    new DigitSigns { Before = GoesOn, Behind = GoesOn },
    new DigitSigns { Behind = GoesOn, SecondBehind = GoesOn })
{
    private const int Longest = 45;
    private const int Shortest = 7;
    private const int ContextUnits = 24;

    /// <summary>How far before its first digit an address may begin: with letters, as those of version 6 do.</summary>
    private const int MostBefore = 8;

    private static readonly SearchValues<char> Units = SearchValues.Create("0123456789abcdefABCDEF.:");
    private static readonly WordSet Versions = new("version", "versions", "v", "release", "build", "driver", "firmware", "section");

    public override (int Start, int End, int Next) Read(ReadOnlySpan<char> text, in DigitGroup group, int free, ref NumberTrail trail)
    {
        var (start, digit) = (group.Start, group.Start);
        while (start > free && digit - start < MostBefore && Units.Contains(text[start - 1]))
            start--;
        var end = TextBoundary.EndOf(text, group.End, Units);
        while (end > digit && text[end - 1] is '.' or ':' && !text[start..end].EndsWith("::"))
            end--;
        return (start, IsWhole(text, start, end) && IsAddress(text, start, end, group.HasLetterWithin(MostBefore + ContextUnits)) ? end : -1, Math.Max(group.End, end));
    }

    /// <summary>Whether an address would go on there.</summary>
    private static bool GoesOn(char unit) => unit is '.' or ':' || char.IsAsciiHexDigit(unit);

    private static bool IsWhole(ReadOnlySpan<char> text, int start, int end) =>
        end - start is >= Shortest and <= Longest && !TextBoundary.WordBefore(text, start) && !TextBoundary.WordAt(text, end)
        && !(start > 0 && text[start - 1] is '-') && !(end < text.Length && text[end] == '-');

    private static bool IsAddress(ReadOnlySpan<char> text, int start, int end, bool mayBeVersion)
    {
        var piece = text[start..end];
        var colons = piece.Count(':');
        if (colons == 0 ? piece.Count('.') != 3 : colons < 2 || !(colons == 7 || piece.Contains("::", StringComparison.Ordinal)))
            return false;
        return IPAddress.TryParse(piece, out var address) && !IPAddress.IsLoopback(address)
            && !address.Equals(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any)
            && (colons > 0 || !mayBeVersion || !Versions.StandsIn(LineContext.Before(text, start, ContextUnits)));
    }
}
