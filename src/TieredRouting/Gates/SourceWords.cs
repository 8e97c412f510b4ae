namespace TieredRouting.Gates;

/// <summary>The words and numbers of texts, each word also by its first letters.</summary>
internal sealed class SourceWords
{
    private const int UnitsInWord = 5;

    private static readonly Dictionary<ulong, decimal> SmallNumbers =
        new[] { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" }
            .Select((word, value) => (word, value))
            .ToDictionary(number => WordHash.Of(number.word), number => (decimal)number.value);

    private static readonly WordFilter MayBeNumber = new(SmallNumbers.Keys);

    private readonly WordTable _words;

    public SourceWords(IReadOnlyCollection<string> texts)
    {
        _words = new WordTable(texts.Sum(text => text.Length) / UnitsInWord);
        foreach (var text in texts)
        {
            using var plain = SeenText.Of(text);
            Add(plain.Text);
        }
    }

    public HashSet<decimal> Numbers { get; } = [];

    public bool HasWord(ReadOnlySpan<char> word) => _words.Contains(WordHash.Of(WithoutGenitive(word)));

    public bool HasStem(ReadOnlySpan<char> word) => _words.Contains(WordHash.Of(word[..GivenSources.StemLength]));

    private void Add(ReadOnlySpan<char> text)
    {
        for (var starts = new WordStarts(text, 0); starts.MoveNext();)
        {
            if (!starts.BeginsWord)
                continue;
            var word = text[starts.Current..starts.EndOfWord];
            if (char.IsAsciiDigit(word[0]))
                Numbers.Add(Numerals.ValueOf(word));
            else
                AddWord(word);
        }
    }

    private void AddWord(ReadOnlySpan<char> word)
    {
        var hash = WordHash.Of(WithoutGenitive(word));
        _words.Add(hash);
        if (word.Length > GivenSources.StemLength)
            _words.Add(WordHash.Of(word[..GivenSources.StemLength]));
        if (MayBeNumber.MayHold(hash) && SmallNumbers.TryGetValue(hash, out var value))
            Numbers.Add(value);
    }

    private static ReadOnlySpan<char> WithoutGenitive(ReadOnlySpan<char> word) => word.EndsWith("'s") ? word[..^2] : word;
}
