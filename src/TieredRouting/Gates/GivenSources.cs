using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>
/// What the answers of a request may take their facts from: the results of tools and the messages marked as sources; where there is neither, the request's text itself, since what is to be summed up is
/// its own source. Names may also be those of the request. Read when it is first asked for; two that read it at once read the same.
/// </summary>
internal sealed class GivenSources(SignalRequest request)
{
    private SourceWords? _sources;
    private SourceWords? _all;

    /// <summary>What numbers and claims are held to.</summary>
    public SourceWords Sources => _sources ??= new SourceWords(SourcesOf(request));

    private SourceWords All => _all ??= new SourceWords([.. RequestGiven.All(request)]);

    /// <summary>Whether the sources or the request have a word of a text.</summary>
    public bool HoldsWord(ReadOnlySpan<char> text, in TextWord word)
    {
        var hash = WordHash.OfBare(text, word);
        return Sources.HasWord(hash) || All.HasWord(hash) || Sources.All.HasWord(hash) || All.All.HasWord(hash);
    }

    private static string[] SourcesOf(SignalRequest request) =>
        SourceMark.Sources(request.Messages) is { Count: > 0 } sources ? [.. sources] : [request.Text];
}
