namespace TieredRouting.Gates;

/// <summary>The words and numbers of texts, each word also by its first letters.</summary>
internal sealed class SourceWords
{
    private static readonly string[] SmallNumbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    private const int LongestSmallNumber = 6;

    // Words as numbers of 64 bits: two that share one are rarer than any other mistake here.
    private readonly HashSet<ulong> _words = [];

    public SourceWords(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            using var plain = SeenText.Of(text);
            Add(plain.Text);
        }
    }

    public HashSet<decimal> Numbers { get; } = [];

    public bool HasWord(ReadOnlySpan<char> word) => _words.Contains(HashOf(WithoutGenitive(word)));

    public bool HasStem(ReadOnlySpan<char> word) => _words.Contains(HashOf(word[..GivenSources.StemLength]));

    private void Add(ReadOnlySpan<char> text)
    {
        for (var starts = new WordStarts(text, 0); starts.MoveNext();)
        {
            if (!Words.BeginsAt(text, starts.Current))
                continue;
            var word = text[starts.Current..Words.EndOf(text, starts.Current)];
            if (char.IsAsciiDigit(word[0]))
                Numbers.Add(Numerals.ValueOf(word));
            else
                AddWord(word);
        }
    }

    private void AddWord(ReadOnlySpan<char> word)
    {
        _words.Add(HashOf(WithoutGenitive(word)));
        if (word.Length > GivenSources.StemLength)
            _words.Add(HashOf(word[..GivenSources.StemLength]));
        if (word.Length > LongestSmallNumber)
            return;
        for (var value = 0; value < SmallNumbers.Length; value++)
        {
            if (word.Equals(SmallNumbers[value], StringComparison.OrdinalIgnoreCase))
                Numbers.Add(value);
        }
    }

    private static ReadOnlySpan<char> WithoutGenitive(ReadOnlySpan<char> word) => word.EndsWith("'s") ? word[..^2] : word;

    private static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = 14_695_981_039_346_656_037ul;
        foreach (var unit in word)
            hash = (hash ^ char.ToLowerInvariant(unit)) * 1_099_511_628_211ul;
        return hash;
    }
}
