namespace TieredRouting.Gates;

/// <summary>One place of a phrase: the words that may stand there, and how many others may stand before them.</summary>
/// <param name="Choices">The words; one that ends in <c>*</c> may go on with any letters. Empty for any number.</param>
/// <param name="Gap">How many other words may stand between the place before and this one.</param>
internal sealed record PhraseWord(string[] Choices, int Gap = 0)
{
    public const char AnyEnding = '*';

    public bool IsNumber => Choices.Length == 0;

    /// <summary>How short the shortest of its words is.</summary>
    public int Shortest { get; } = Choices.Length == 0 ? 0 : Choices.Min(choice => choice.TrimEnd(AnyEnding).Length);

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
