namespace TieredRouting.Gates;

/// <summary>All words of texts, and the numbers that they say in words.</summary>
internal sealed class AllSourceWords
{
    private static readonly (ulong Hash, decimal Value)[] SmallNumbers =
        [.. new[] { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" }.Select((word, value) => (WordHash.Of(word), (decimal)value))];

    private readonly WordTable _words;

    public AllSourceWords(string[] texts)
    {
        _words = new WordTable(texts.Sum(text => text.Length));
        foreach (var text in texts)
        {
            using var plain = SeenText.Of(text);
            using var words = TextWords.Of(plain.Text);
            foreach (ref readonly var word in words.All)
                _words.Add([WordHash.OfBare(plain.Text, word)]);
        }
    }

    public bool HasWord(ulong hash) => _words.Contains(hash);

    /// <summary>Whether a number may stand there in words.</summary>
    public static bool MayHaveNumber(decimal value) => value <= SmallNumbers.Length;

    public bool HasNumber(decimal value)
    {
        foreach (var (hash, small) in SmallNumbers)
        {
            if (small == value)
                return HasWord(hash);
        }

        return false;
    }
}
