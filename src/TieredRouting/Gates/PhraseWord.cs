namespace TieredRouting.Gates;

/// <summary>One place of a phrase: the words that may stand there, and how many others may stand before them.</summary>
/// <param name="Choices">The words; one that ends in <c>*</c> may go on with any letters. Empty for any number.</param>
/// <param name="Gap">How many other words may stand between the place before and this one.</param>
internal sealed record PhraseWord(string[] Choices, int Gap = 0)
{
    public const char AnyEnding = '*';

    /// <summary>Words of every text: they tell nothing.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "you", "you'd", "you've", "you're", "i'd", "your", "can", "may", "for", "and", "the", "not", "are", "all", "any", "now", "take", "taking", "use", "using", "give", "giving", "make", "making", "get", "getting", "have", "having", "this", "that", "these", "with", "will", "would", "should", "could", "must", "need", "from", "them",
        "people", "without", "month", "year", "only", "before", "after", "against", "being", "there", "their", "great", "good", "work", "time", "read", "reading", "while", "each", "every", "build", "building", "what",
    };

    public bool IsNumber => Choices.Length == 0;

    /// <summary>How much it tells that one of its words stands somewhere: as much as the least telling of them, and long words tell more.</summary>
    public int Tells { get; } = Choices.Length == 0 ? 0 : Choices.Min(choice => Common.Contains(choice) ? 0 : choice.TrimEnd(AnyEnding).Length);

    public bool Is(ReadOnlySpan<char> word)
    {
        if (IsNumber)
            return char.IsAsciiDigit(word[0]);
        foreach (var choice in Choices)
        {
            if (choice[^1] == AnyEnding ? word.StartsWith(choice.AsSpan(0, choice.Length - 1), StringComparison.OrdinalIgnoreCase) : word.Equals(choice, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
