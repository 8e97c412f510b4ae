namespace TieredRouting.Gates;

/// <summary>The phrases that no contract declares: they are the same for all gates, so the words of an answer are looked at once for all of them.</summary>
internal static class BuiltInPhrases
{
    public static PhraseSet All { get; } = new(Enum.GetValues<AdviceCategory>().SelectMany(AdvicePhrases.Of).Concat(Promises.Phrases));
}
