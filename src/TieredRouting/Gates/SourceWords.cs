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
            using var words = TextWords.Of(plain.Text);
            Add(plain.Text, words.All);
        }
    }

    public HashSet<decimal> Numbers { get; } = [];

    public bool HasWord(ReadOnlySpan<char> word) => _words.Contains(WordHash.Of(WithoutGenitive(word)));

    /// <summary>Whether a word of the sources begins as the one does that a text begins with.</summary>
    public bool HasStem(ReadOnlySpan<char> text) => _words.Contains(WordHash.Of(text, GivenSources.StemLength));

    private void Add(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words)
    {
        foreach (ref readonly var read in words)
        {
            if (char.IsAsciiDigit(text[read.Start]))
                Numbers.Add(Numerals.ValueOf(text[read.Start..read.End]));
            else
                AddWord(text[read.Start..], read.Length);
        }
    }

    /// <summary>Adds the word that a text begins with.</summary>
    private void AddWord(ReadOnlySpan<char> text, int length)
    {
        var hash = WordHash.Of(text, WithoutGenitive(text[..length]).Length);
        _words.Add(hash);
        if (length > GivenSources.StemLength)
            _words.Add(WordHash.Of(text, GivenSources.StemLength));
        if (MayBeNumber.MayHold(hash) && SmallNumbers.TryGetValue(hash, out var value))
            Numbers.Add(value);
    }

    private static ReadOnlySpan<char> WithoutGenitive(ReadOnlySpan<char> word) => word.EndsWith("'s") ? word[..^2] : word;
}
