namespace TieredRouting.Signals;

/// <summary>
/// What a tool's description says it does: by the verb that the first sentence begins with, the verbs that go on from it, and what later sentences say
/// that the tool does besides. What is denied ("does not modify") is not said.
/// </summary>
internal sealed class ToolDescription
{
    /// <summary>How many words a "not" or a "without" reaches over.</summary>
    private const int Reach = 4;

    private readonly List<ToolWord> _words;
    private ToolHint _said;
    private ToolVerb _lead;
    private bool _clean = true;
    private bool _statesReading;
    private bool _statesQuery;
    private bool _statesCode;

    private ToolDescription(string text)
    {
        _words = ToolWords.OfProse(text);
        _clean = text.Length <= ToolWords.MostUnits;
    }

    /// <summary>What the description says. That a tool reads is only said where nothing in the first sentence might say more.</summary>
    /// <param name="text">The description.</param>
    public static ToolHint HintOf(string text)
    {
        var description = new ToolDescription(text);
        description.Read();
        return description.Hint;
    }

    private ToolHint Hint =>
        _said != ToolHint.None ? _said
        : _lead == ToolVerb.Runs && !_statesReading && (_statesCode || !_statesQuery) ? ToolHint.Writes
        : _clean && (_lead is ToolVerb.Reads or ToolVerb.Looks || _statesReading) ? ToolHint.Reads
        : ToolHint.None;

    private void Read()
    {
        var (sentence, awaits, denied) = (-1, false, 0);
        for (var i = 0; i < _words.Count; i++)
        {
            var word = _words[i];
            if (word.Begins)
                (sentence, awaits, denied) = (sentence + 1, true, 0);
            denied = IsDenial(word.Text) ? Reach : denied - 1;
            if (sentence == 0 && denied <= 0)
                Note(i);
            if (awaits && IsFiller(i))
                continue;
            var verb = ToolVerbs.OfForm(word.Text, out var form);
            if (denied > 0 && !IsSaidAllTheSame(form, denied, word.Text))
                _statesReading |= sentence == 0 && (verb is ToolVerb.Writes or ToolVerb.Destroys || IsChange(word.Text));
            else if (sentence == 0)
                First(i, verb, form, awaits);
            else if (form == ToolVerbForm.Third && (awaits || IsJoined(i)))
                Say(verb);
            awaits = false;
        }
    }

    /// <summary>A word of the first sentence.</summary>
    private void First(int at, ToolVerb verb, ToolVerbForm form, bool leads)
    {
        if (leads)
            _lead = verb;
        var goesOn = IsJoined(at) || _words[at].IsListed;
        if (leads || (goesOn && form != ToolVerbForm.Gerund))
            Say(verb);
        if (verb is ToolVerb.Writes or ToolVerb.Destroys || (verb == ToolVerb.Acts && (leads || goesOn)))
            _clean = false;
    }

    private void Note(int at)
    {
        var word = _words[at].Text;
        _statesReading |= word is "readonly" or "select" || (word == "only" && at > 0 && _words[at - 1].Text == "read");
        _statesQuery |= word is "query" or "queries" or "search" or "lookup" or "diagnostic" or "diagnostics" or "scan" or "check" or "checks" or "analysis" or "retrieval" or "select";
        _statesCode |= word is "sql" or "command" or "commands" or "statement" or "statements" or "code" or "script" or "mutation" or "program";
    }

    private void Say(ToolVerb verb)
    {
        if (verb == ToolVerb.Destroys)
            _said = ToolHint.Destroys;
        else if (verb == ToolVerb.Writes && _said == ToolHint.None)
            _said = ToolHint.Writes;
    }

    /// <summary>"Does not delete" is denied, and so is "no deletes"; in "not reversible: deletes", and "without confirmation deletes", something else is.</summary>
    private static bool IsSaidAllTheSame(ToolVerbForm form, int denied, string word) => form == ToolVerbForm.Third && denied < Reach - 1 && !IsChange(word);

    private static bool IsChange(string word) => word.StartsWith("chang", StringComparison.Ordinal);

    /// <summary>Whether the word goes on from the one before it: "creates and updates".</summary>
    private bool IsJoined(int at) => at > 0 && _words[at - 1].Text is "and" or "or" or "then" or "also";

    private static bool IsDenial(string word) => word is "not" or "never" or "without" or "no" or "nor" or "cannot" or "dont" or "doesnt" or "wont";

    /// <summary>What stands before the verb: "This tool will", "Allows you to", "A tool that".</summary>
    private bool IsFiller(int at) => _words[at].Text switch
    {
        "enables" or "helps" or "used" or "use" or "using" => at + 1 < _words.Count && _words[at + 1].Text is "you" or "users" or "agents" or "the" or "to" or "for" or "this" or "it" or "when",
        "this" or "the" or "a" or "an" or "tool" or "command" or "function" or "method" or "api" or "endpoint" or "operation" or "it" or "that" or "which" or "will" or "can" or "may"
            or "to" or "for" or "you" or "users" or "agents" or "user" or "agent" or "is" or "allows" or "lets" or "safely" or "quickly" or "efficiently" or "automatically" or "also"
            or "safe" or "read" when _words[at].Text != "read" || IsReadOnly(at) => true,
        "only" => at > 0 && _words[at - 1].Text == "read",
        _ => false,
    };

    private bool IsReadOnly(int at) => at + 1 < _words.Count && _words[at + 1].Text == "only";
}
