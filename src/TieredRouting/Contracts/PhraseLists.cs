namespace TieredRouting.Contracts;

/// <summary>Phrases that an answer must hold, each of them, and phrases of which it must hold none.</summary>
internal sealed record PhraseLists(IReadOnlyList<string> Required, IReadOnlyList<string> Banned)
{
    public static PhraseLists None { get; } = new([], []);

    public bool IsEmpty => Required.Count == 0 && Banned.Count == 0;

    public PhraseLists And(PhraseLists more) => new([.. Required, .. more.Required], [.. Banned, .. more.Banned]);
}
