using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>
/// What the answers of a request may take their facts from: the results of tools and the messages marked as sources; where there is neither, the request's text itself, since what is to be summed up is
/// its own source. Names may also be those of the request. Read when it is first asked for, once.
/// </summary>
internal sealed class GivenSources(SignalRequest request)
{
    /// <summary>How many letters tell a word, whatever its ending.</summary>
    public const int StemLength = 5;

    private readonly Lazy<SourceWords> _sources = new(() => new SourceWords(SourcesOf(request)));
    private readonly Lazy<SourceWords> _all = new(() => new SourceWords([.. RequestGiven.All(request)]));

    public bool HoldsNumber(decimal value) => _sources.Value.Numbers.Contains(value);

    public bool HoldsWord(ReadOnlySpan<char> word) => _sources.Value.HasWord(word) || _all.Value.HasWord(word);

    /// <summary>Whether the sources have the first letters of the word that a text begins with.</summary>
    public bool HoldsStem(ReadOnlySpan<char> text) => _sources.Value.HasStem(text);

    private static List<string> SourcesOf(SignalRequest request) =>
        SourceMark.Sources(request.Messages).ToList() is { Count: > 0 } sources ? sources : [request.Text];
}
