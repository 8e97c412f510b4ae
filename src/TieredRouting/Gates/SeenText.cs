using System.Buffers;
using System.Text;

namespace TieredRouting.Gates;

/// <summary>
/// A text as a reader sees it: look-alike letters are the plain ones, and what cannot be seen is gone. Places lead back to the text itself. A text of ASCII alone is
/// its own plain text and costs one look. What hides so much within a few characters that no word could be found is itself a finding.
/// </summary>
internal ref struct SeenText
{
    /// <summary>The stretch of characters that invisible ones are counted in, how many of it may be invisible, and how many may be marks.</summary>
    private const int Stretch = 64;
    private const int MostHidden = 8;
    private const int MostMarks = 24;
    private const int LongestJoin = 12;

    private readonly int _from;
    private char[]? _rented;
    private List<(int Plain, int Raw)>? _shifts;
    private Crowd? _hidden;
    private Crowd? _marks;
    private int _length;
    private char _seen;
    private int _joined;

    private SeenText(ReadOnlySpan<char> text, int from)
    {
        _from = from;
        HidesAt = -1;
        Text = text;
        if (Ascii.IsValid(text))
            return;
        _rented = ArrayPool<char>.Shared.Rent(text.Length + 2 * CountLigatures(text));
        Fold(text);
        Text = _rented.AsSpan(0, _length);
    }

    private SeenText(ReadOnlySpan<char> text, SeenPlaces places)
    {
        (_shifts, HidesAt) = (places.Shifts, places.HidesAt);
        Text = places.Plain is { } plain ? plain : text;
    }

    /// <summary>The plain text.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>Where the text itself begins to hide, from the asked place on; -1 where it does not.</summary>
    public int HidesAt { get; private set; }

    /// <param name="text">The text.</param>
    /// <param name="from">The place that findings are looked for from.</param>
    public static SeenText Of(ReadOnlySpan<char> text, int from = 0) => new(text, from);

    /// <summary>A text that was read before, from its beginning on.</summary>
    public static SeenText Of(ReadOnlySpan<char> text, SeenPlaces places) => new(text, places);

    /// <summary>What was read, to be kept beyond this.</summary>
    public readonly SeenPlaces Places() => _rented is null ? SeenPlaces.Same : new SeenPlaces(Text.ToArray(), _shifts, HidesAt);

    /// <summary>The plain text as a string of its own.</summary>
    public static string Fold(string text)
    {
        using var plain = Of(text);
        return plain.Text.ToString();
    }

    /// <summary>Where a place of the plain text lies in the text itself.</summary>
    public readonly int PlaceOf(int plain)
    {
        if (_shifts is null || _shifts.Count == 0)
            return plain;
        if (plain < _shifts[0].Plain)
            return Math.Min(plain, _shifts[0].Raw - 1);
        var (low, high) = (0, _shifts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _shifts[middle].Plain <= plain ? (middle, high) : (low, middle - 1);
        }

        var place = _shifts[low].Raw + (plain - _shifts[low].Plain);
        // A ligature is one character, and two in the plain text.
        return low + 1 < _shifts.Count ? Math.Min(place, _shifts[low + 1].Raw - 1) : place;
    }

    /// <summary>A place of the plain text that lies no later than a place of the text itself.</summary>
    public readonly int IndexOf(int place)
    {
        if (_shifts is null || _shifts.Count == 0)
            return Math.Min(place, Text.Length);
        if (place < _shifts[0].Raw)
            return Math.Min(place, _shifts[0].Plain);
        var (low, high) = (0, _shifts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _shifts[middle].Raw <= place ? (middle, high) : (low, middle - 1);
        }

        var index = _shifts[low].Plain + (place - _shifts[low].Raw);
        return Math.Min(index, low + 1 < _shifts.Count ? _shifts[low + 1].Plain : Text.Length);
    }

    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<char>.Shared.Return(rented);
        _rented = null;
    }

    private static int CountLigatures(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAnyInRange('\uFB00', '\uFB06'); at >= 0 && at < text.Length; at++)
            count += text[at] is >= '\uFB00' and <= '\uFB06' ? 1 : 0;
        return count;
    }

    private void Fold(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            var run = text[at..].IndexOfAnyExceptInRange('\0', '\x7F');
            run = run < 0 ? text.Length - at : run;
            if (run > 0)
                See(text.Slice(at, run), at);
            at += run;
            if (at < text.Length)
                at += FoldOne(text, at);
        }
    }

    /// <summary>Takes what stands at a place that is not ASCII, and says how many units that was.</summary>
    private int FoldOne(ReadOnlySpan<char> text, int at)
    {
        var unit = text[at];
        if (InvisibleMarks.IsMark(unit))
            return Hide(_marks ??= new Crowd(MostMarks), at, 1);
        if (InvisibleMarks.LengthAt(text, at) is > 0 and var hidden)
            return InvisibleMarks.MayFollow(_seen) && _joined++ < LongestJoin ? hidden : Hide(_hidden ??= new Crowd(MostHidden), at, hidden);
        if (char.IsHighSurrogate(unit) && at + 1 < text.Length)
            return SeePair(text, at);
        if (unit is >= '\uFB00' and <= '\uFB06')
            See(LetterFolding.Ligature(unit), at);
        else
            See([LetterFolding.Of(unit)], at);
        return 1;
    }

    private int SeePair(ReadOnlySpan<char> text, int at)
    {
        var plain = LetterFolding.Of(text[at], text[at + 1]);
        See(plain == '\0' ? text.Slice(at, 2) : [plain], at);
        return 2;
    }

    private void See(scoped ReadOnlySpan<char> text, int at)
    {
        var shift = at - _length;
        if (shift != (_shifts is [.., var last] ? last.Raw - last.Plain : 0))
            (_shifts ??= []).Add((_length, at));
        text.CopyTo(_rented.AsSpan(_length));
        _length += text.Length;
        (_seen, _joined) = (text[^1], 0);
    }

    private int Hide(Crowd crowd, int at, int length)
    {
        if (HidesAt < 0 && crowd.Add(at) is var first and >= 0 && at - first < Stretch && first >= _from)
            HidesAt = first;
        return length;
    }

    /// <summary>The last few places of a kind.</summary>
    private sealed class Crowd(int most)
    {
        private readonly int[] _places = new int[most];
        private int _count;

        /// <summary>Adds a place, and says where the one lies with which so many were there; -1 while there are fewer.</summary>
        public int Add(int place)
        {
            _places[_count++ % most] = place;
            return _count < most ? -1 : _places[_count % most];
        }
    }
}
