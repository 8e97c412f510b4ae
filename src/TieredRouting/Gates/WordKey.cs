namespace TieredRouting.Gates;

/// <summary>The first three letters of a word as a small number, by which most words are told from those that are looked for.</summary>
internal static class WordKey
{
    public const int Count = 1 << 15;

    private const int Foreign = 29;

    private static readonly byte[] Small = MakeSmall();

    /// <summary>The key of the word that begins at a place. Words that begin alike have one key; a shorter word ends in zeros.</summary>
    public static int At(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var first = Of(rest[0]);
        var second = rest.Length > 1 ? Of(rest[1]) : 0;
        // In some scripts each character is a word.
        if (first >= Foreign || second == 0 || IsNumber(first) != IsNumber(second))
            return first << 10;
        var third = rest.Length > 2 ? Of(rest[2]) : 0;
        return first << 10 | second << 5 | (IsNumber(first) == IsNumber(third) ? third : 0);
    }

    /// <summary>The keys of all words that begin so.</summary>
    public static IEnumerable<int> Of(string beginning, bool goesOn)
    {
        var key = At(beginning, 0);
        var open = goesOn ? Math.Max(0, 3 - beginning.Length) : 0;
        return Enumerable.Range(0, 1 << (5 * open)).Select(rest => key | rest);
    }

    /// <summary>A letter of the alphabet, one of two numbers for digits, one of three for any other letter; zero for what ends a word.</summary>
    private static int Of(char unit) => unit < 0x80 ? Small[unit] : Foreign + unit % 3;

    private static bool IsNumber(int small) => small is 27 or 28;

    private static byte[] MakeSmall()
    {
        var small = new byte[0x80];
        for (var i = 0; i < 26; i++)
            small['a' + i] = small['A' + i] = (byte)(i + 1);
        for (var i = 0; i < 10; i++)
            small['0' + i] = (byte)(27 + i % 2);
        return small;
    }
}
