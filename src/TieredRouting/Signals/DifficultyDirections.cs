namespace TieredRouting.Signals;

/// <summary>
/// Which way each feature is expected to go before anything was learnt: 1 where more of it makes work harder, -1 where it makes it easier, 0 where nobody knows. Training begins from the sum
/// of them and departs from it as far as the recordings say, since a few hundred answers are too few to learn every weight by themselves.
/// </summary>
internal static class DifficultyDirections
{
    private static readonly DifficultyFeature[] Harder =
    [
        DifficultyFeature.Words, DifficultyFeature.Sentences, DifficultyFeature.Repeats, DifficultyFeature.Numbers, DifficultyFeature.LargestNumber, DifficultyFeature.Symbols, DifficultyFeature.Brackets,
        DifficultyFeature.Commas, DifficultyFeature.Shares, DifficultyFeature.Comparisons, DifficultyFeature.Conditions, DifficultyFeature.Totals, DifficultyFeature.Times, DifficultyFeature.Negations,
        DifficultyFeature.SingleLetters, DifficultyFeature.ChoiceOverlap, DifficultyFeature.ChoiceLetters, DifficultyFeature.ChoiceTwins, DifficultyFeature.ChoiceShape, DifficultyFeature.Numerals,
        DifficultyFeature.Exceptions,
    ];

    private static readonly DifficultyFeature[] Easier =
    [
        DifficultyFeature.WordLength, DifficultyFeature.LongWords, DifficultyFeature.Places, DifficultyFeature.ChoiceVocabulary, DifficultyFeature.ChoiceSpread, DifficultyFeature.Blanks,
    ];

    public static int Of(DifficultyFeature feature) => Harder.Contains(feature) ? 1 : Easier.Contains(feature) ? -1 : 0;
}
