using System.Collections.Frozen;

namespace TieredRouting.Signals;

/// <summary>The English words that say what work a text asks for, by the feature they count for. Words of other languages count for none of these.</summary>
internal static class DifficultyWord
{
    private static readonly FrozenDictionary<string, DifficultyFeature>.AlternateLookup<ReadOnlySpan<char>> Kinds = All().ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The feature that a word in small letters, without apostrophes, counts for.</summary>
    public static bool TryKind(ReadOnlySpan<char> word, out DifficultyFeature kind) => Kinds.TryGetValue(word, out kind);

    private static IEnumerable<KeyValuePair<string, DifficultyFeature>> All() =>
    [
        .. Of(DifficultyFeature.Shares, "half halves third thirds fourth quarter quarters fifth tenth twice thrice double doubled triple tripled times ratio fraction percent percentage rate average proportion"),
        .. Of(DifficultyFeature.Comparisons, "more most less least fewer greater larger smaller bigger longer shorter older younger higher lower faster slower same equal than another rest remaining left"),
        .. Of(DifficultyFeature.Comparisons, "increase increases increased decrease decreases decreased rise rises fall falls"),
        .. Of(DifficultyFeature.Conditions, "if unless suppose assume given provided until before after then while when"),
        .. Of(DifficultyFeature.Totals, "each every per both all total altogether together combined only"),
        .. Of(DifficultyFeature.Times, "second seconds minute minutes hour hours day days daily week weeks weekly month months monthly year years yearly morning"),
        .. Of(DifficultyFeature.Negations, "not no never none neither nor cannot without except dont doesnt didnt isnt arent wasnt wont cant"),
        .. Of(DifficultyFeature.Pronouns, "he she his her him they them their it its this these those that"),
        .. Of(DifficultyFeature.Hedges, "likely probably best usually generally typically mainly primarily often may might could would should according"),
        .. Of(DifficultyFeature.Places, "who whose whom where"),
        .. Of(DifficultyFeature.Reasons, "why how explain prove derive"),
    ];

    private static IEnumerable<KeyValuePair<string, DifficultyFeature>> Of(DifficultyFeature kind, string words) => words.Split(' ').Select(word => KeyValuePair.Create(word, kind));
}
