using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Tells what could be a secret from what only stands in its place.</summary>
internal static class SecretShape
{
    private const int UnitsRead = 256;
    private const int LongestWord = 16;
    private const int LongestPeriod = 16;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<string> Masks = SearchValues.Create(["xxxx", "redacted", "****", "...", "…", "••••", "${", "{{"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] StandIns = ["example", "changeme", "change_me", "change-me", "placeholder", "insert", "dummy", "sample", "replace"];

    private static readonly SearchValues<string> AnyStandIn = SearchValues.Create(StandIns, StringComparison.OrdinalIgnoreCase);

    /// <summary>A count times its logarithm, for each count.</summary>
    private static readonly double[] Weights = [.. Enumerable.Range(0, UnitsRead + 1).Select(count => count < 2 ? 0.0 : count * Math.Log2(count))];

    private static readonly string[] Yours = ["your_", "your-", "yourpass", "yourtoken", "yourkey"];

    /// <summary>Whether a value only stands in for one: a template's variable, a run of crosses, "example" as a word of its own or at its end.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty || value[0] is '<' or '$' or '{' or '%' or '[' or '*' or '`' or '#' || Head(value).ContainsAny(Masks)
        || StartsWithAny(value, Yours) || HasStandIn(Head(value));

    /// <summary>Whether what stands where only a password can, such as in a URL, is none: a stand-in, or what one would be called.</summary>
    public static bool IsNoPassword(ReadOnlySpan<char> value) =>
        value.Length < 4 || IsPlaceholder(value) || (!HasDigit(value) && SecretName.KindOf(value) != SecretNameKind.None);

    /// <summary>Whether a value was cut short at <paramref name="end"/>, as by <c>...</c> or <c>[redacted]</c>.</summary>
    public static bool IsCutShort(ReadOnlySpan<char> text, int end) =>
        text[end..] is ['.', '.', ..] or ['…', ..] or ['[', ..] or ['*', '*', ..];

    /// <summary>Whether it reads as words, numbers and versions with signs between, as names of things do: <c>left-pad-2.4</c>.</summary>
    public static bool IsWords(ReadOnlySpan<char> value)
    {
        var parts = 0;
        foreach (var range in value.SplitAny("-_./"))
        {
            if (!IsWord(value[range]))
                return false;
            parts++;
        }

        return parts > 1;
    }

    public static bool IsUuid(ReadOnlySpan<char> value) => Guid.TryParseExact(value, "D", out _);

    /// <summary>Whether half of it or more is a piece of up to 16 characters that comes again and again: no machine draws that.</summary>
    public static bool IsRepetition(ReadOnlySpan<char> value)
    {
        var head = Head(value);
        for (var period = 1; period <= LongestPeriod && period < head.Length; period++)
        {
            if (RepeatAtMiddle(head, period) * 2 >= head.Length)
                return true;
        }

        return false;
    }

    /// <summary>How many characters in a row are each what stood a period before, around the middle, where half of all would have to be.</summary>
    private static int RepeatAtMiddle(ReadOnlySpan<char> value, int period)
    {
        var (first, end) = ((value.Length + period) / 2, (value.Length + period) / 2);
        while (first > period && value[first - 1] == value[first - 1 - period])
            first--;
        while (end < value.Length && value[end] == value[end - period])
            end++;
        return end - first;
    }

    /// <summary>Whether it begins with the same piece three times over, and a hyphen behind each: <c>1234-1234-1234-</c>.</summary>
    public static bool StartsThrice(ReadOnlySpan<char> value)
    {
        var piece = value.IndexOf('-') + 1;
        return piece > 2 && value.Length >= 3 * piece && value[piece..(2 * piece)].SequenceEqual(value[..piece]) && value[(2 * piece)..(3 * piece)].SequenceEqual(value[..piece]);
    }

    /// <summary>Whether it is hexadecimal with letters of both cases: machines write it in one.</summary>
    public static bool IsMixedHexadecimal(ReadOnlySpan<char> value) =>
        !value.ContainsAnyExcept(Hexadecimal) && value.ContainsAnyInRange('a', 'f') && value.ContainsAnyInRange('A', 'F');

    /// <summary>Shannon's entropy of the characters, in bits for each.</summary>
    public static double Entropy(ReadOnlySpan<char> value)
    {
        var head = Head(value);
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var unit in head)
            counts[unit & 127]++;
        var sum = 0.0;
        foreach (var unit in head)
        {
            // Each character is counted once, and its count then taken away.
            ref var count = ref counts[unit & 127];
            sum += Weights[count];
            count = 0;
        }

        return head.IsEmpty ? 0 : Math.Log2(head.Length) - sum / head.Length;
    }

    public static bool HasDigit(ReadOnlySpan<char> value) => value.ContainsAnyInRange('0', '9');

    public static bool HasLetter(ReadOnlySpan<char> value)
    {
        foreach (var unit in value)
        {
            if (char.IsLetter(unit))
                return true;
        }

        return false;
    }

    /// <summary>Whether all of it could be one random token: no stand-in, and as many different characters as its length lets expect.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value, double leastEntropy, bool needsDigit = true) =>
        (HasDigit(value) || !needsDigit) && HasLetter(value) && !IsPlaceholder(value) && !IsWords(value) && !IsRepetition(value) && !StartsThrice(value) && Entropy(value) >= leastEntropy;

    /// <summary>Digits, or letters with at most two digits behind them.</summary>
    private static bool IsWord(ReadOnlySpan<char> part)
    {
        var letters = 0;
        while (letters < part.Length && char.IsLetter(part[letters]))
            letters++;
        var digits = TextBoundary.EndOfDigits(part, letters) - letters;
        return letters + digits == part.Length && (letters == 0 || (letters <= LongestWord && digits <= 2));
    }

    /// <summary>Whether one stands as a word of its own, or at the end.</summary>
    private static bool HasStandIn(ReadOnlySpan<char> value)
    {
        if (!value.ContainsAny(AnyStandIn))
            return false;
        foreach (var word in StandIns)
        {
            var (at, from) = (value.IndexOf(word, StringComparison.OrdinalIgnoreCase), 0);
            for (; at >= 0; at = value[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase))
            {
                var start = from + at;
                from = start + word.Length;
                if (from == value.Length || (!char.IsLetter(value[from]) && !(start > 0 && char.IsLetter(value[start - 1]))))
                    return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> value, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Head(ReadOnlySpan<char> value) => value[..Math.Min(value.Length, UnitsRead)];
}
