using System.Text;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

/// <summary>What the sources hold, and whether an answer may stand beside it, as plainly as it can be said: one unit after the other, in sets of strings. What the gate does faster must be the same.</summary>
internal sealed class PlainSources
{
    private static readonly string[] SmallNumbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private readonly HashSet<string> _words = [];
    private readonly HashSet<decimal> _numbers = [];

    public PlainSources(params string[] texts)
    {
        foreach (var word in texts.Select(SeenText.Fold).SelectMany(text => WordsOf(text).Select(range => text[range])))
        {
            if (char.IsAsciiDigit(word[0]))
                _numbers.Add(Numerals.ValueOf(word));
            else
                Add(word);
        }
    }

    public static IEnumerable<Range> WordsOf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Words.BeginsAt(text, at))
                yield return at..Words.EndOf(text, at);
        }
    }

    public bool HasNumber(decimal value) => _numbers.Contains(value);

    public bool HasWord(string word) => _words.Contains(Plain(Bare(word)));

    public bool HasStem(string word) => _words.Contains(Plain(word[..WordKey.StemLetters]));

    private void Add(string word)
    {
        _words.Add(Plain(Bare(word)));
        if (word.Length > WordKey.StemLetters && char.IsLetter(word[0]))
            _words.Add(Plain(word[..WordKey.StemLetters]));
        if (Array.IndexOf(SmallNumbers, Plain(Bare(word))) is >= 0 and var value)
            _numbers.Add(value);
    }

    private static string Bare(string word) => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;

    private static string Plain(string word) => string.Concat(word.Select(char.ToLowerInvariant)) + (Ascii.IsValid(word) ? "" : "~");
}
