using System.Text;

namespace TieredRouting.Signals;

/// <summary>
/// What a tool's name says it does. A verb stands first (<c>get_order</c>), behind the name of a server (<c>github_get_issue</c>) or last (<c>order_get</c>); one that
/// removes or changes counts wherever it stands.
/// </summary>
internal static class ToolName
{
    private const int MostUnits = 256;

    /// <summary>What the name says. One with other letters than English ones, or an endless one, never says that the tool reads.</summary>
    public static ToolHint HintOf(string name)
    {
        var words = ToolWords.OfIdentifier(name);
        if (Firm(words) is var firm and not ToolHint.None)
            return firm;
        if (name.Length > MostUnits || !Ascii.IsValid(name))
            return ToolHint.Writes;
        return Whole(words);
    }

    private static ToolHint Firm(List<ToolWord> words)
    {
        var hint = ToolHint.None;
        var reads = false;
        for (var i = 0; i < words.Count; i++)
        {
            var verb = VerbAt(words, i);
            if (verb == ToolVerb.None && !reads)
                verb = ToolVerbs.AtStartOf(words[i].Text);
            reads |= verb == ToolVerb.Reads;
            if (verb == ToolVerb.Destroys)
                return ToolHint.Destroys;
            if (verb == ToolVerb.Writes || (verb is ToolVerb.Acts or ToolVerb.Runs && IsJoined(words, i)))
                hint = ToolHint.Writes;
        }

        return hint;
    }

    /// <summary>Whether the word goes on from a verb, as in <c>get_and_lock</c>: then it is one as well.</summary>
    private static bool IsJoined(List<ToolWord> words, int at) => at > 0 && words[at - 1].Text is "and" or "or" or "then";

    private static ToolHint Whole(List<ToolWord> words)
    {
        var (first, middle, last) = (ToolVerb.None, ToolVerb.None, ToolVerb.None);
        for (var i = 0; i < words.Count; i++)
        {
            last = VerbAt(words, i);
            if (first == ToolVerb.None)
                first = last;
            else if (last == ToolVerb.Reads)
                middle = last;
        }

        return (first, last) switch
        {
            (ToolVerb.Reads, _) or (ToolVerb.Acts, ToolVerb.Reads) => ToolHint.Reads,
            // "view_publish" may publish a view, and "import_list" import a list.
            (ToolVerb.Looks, not (ToolVerb.Acts or ToolVerb.Runs)) => ToolHint.Reads,
            (ToolVerb.Looks or ToolVerb.None, _) or (_, ToolVerb.Looks) => ToolHint.None,
            _ => middle == ToolVerb.Reads || IsData(words[^1].Text) ? ToolHint.None : ToolHint.Writes,
        };
    }

    /// <summary>The verb at a place. What a description may say of reading ("returns the order") a name says of a deed ("return_order").</summary>
    private static ToolVerb VerbAt(List<ToolWord> words, int at) => words[at].Text switch
    {
        "return" or "verify" => ToolVerb.Acts,
        "check" when at + 1 < words.Count && words[at + 1].Text is "in" or "out" => ToolVerb.Acts,
        var word => ToolVerbs.Of(word),
    };

    /// <summary>Whether a name that ends in it is of what is read: "order_status".</summary>
    private static bool IsData(string word) =>
        word is "info" or "information" or "details" or "status" or "statuses" or "history" or "summary" or "stats" or "statistics" or "metadata" or "schema" or "schemas"
            or "usage" or "limits" or "count" or "counts" or "version" or "versions" or "definitions" or "examples" or "docs" or "documentation" or "spec";
}
