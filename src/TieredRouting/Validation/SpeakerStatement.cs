namespace TieredRouting.Validation;

/// <summary>What a sentence in lower case says about its speaker: that it will not or cannot help, or that it has nothing to tell.</summary>
internal static class SpeakerStatement
{
    /// <summary>What may stand between "I" and what matters.</summary>
    private static readonly string[] Fillers =
    [
        "'m", "'ll", "am", "must", "have to", "need to", "will have to", "really", "simply", "just", "also", "therefore", "personally", "still", "currently", "directly",
        "knowingly", "ethically", "legally", "honestly", "unfortunately", "respectfully", "strongly", "firmly", "in good conscience", "be able to",
    ];

    private static readonly string[] Inabilities =
    [
        "can't", "cannot", "can not", "couldn't", "could not", "won't", "will not", "unable to", "not able to", "not allowed to", "not permitted to",
        "not authorized to", "not going to", "not programmed to", "not designed to", "don't", "do not",
    ];

    /// <summary>What an assistant does for whoever asks. Verbs of everyday letters and reviews (attend, recommend, make) are left out.</summary>
    private static readonly string[] Services =
    [
        "assist", "help", "provide", "give", "share", "offer", "create", "write", "generate", "discuss", "comply", "fulfill", "fulfil", "answer", "engage",
        "do that", "do this", "do so", "disclose", "tell", "produce", "participate", "condone", "encourage", "promote", "endorse", "facilitate", "respond", "reveal", "guide",
        "predict", "retrieve", "browse", "speculate", "feel comfortable",
    ];

    private static readonly string[] Declines =
    [
        "decline", "refuse", "condemn", "oppose", "not comfortable", "not willing", "not in a position", "disagree with that", "disagree with this", "disagree with the",
        "clarify that", "inform you that", "point out that", "emphasize that",
    ];

    private static readonly string[] Excuses = ["not something i can", "not within my", "against my programming", "against my guidelines", "beyond my capabilities"];

    /// <summary>Said of oneself, and often followed by an answer all the same.</summary>
    private static readonly string[] Disclaimers =
    [
        "have access", "have real-time access", "have direct access", "have the ability", "have any information", "have information", "have personal", "hold personal", "have opinions", "hold opinions",
    ];

    private static readonly string[] Offerings = ["i can tell", "i can provide", "i can offer", "i can share", "i can help", "i can give", "i can explain"];

    /// <summary>Before "I" they make a condition or a question of what follows.</summary>
    private static readonly string[] Subordinators = ["if", "when", "whether", "why", "what", "how", "where", "unless", "until", "which", "who"];

    /// <summary>I can't help but, cannot stress enough: words of inability that praise.</summary>
    private static readonly string[] Idioms = ["enough", "help but", "give up"];

    public static bool Refuses(ReadOnlySpan<char> sentence) =>
        (AnyStatement(sentence, static said => RefusesIn(said)) || Phrases.ContainsAny(sentence, Excuses)) && !Phrases.ContainsAny(sentence, Idioms);

    public static bool Disclaims(ReadOnlySpan<char> sentence) =>
        AnyStatement(sentence, static said => Phrases.LengthOfAny(said, ["don't", "do not"]) is > 0 and var negation && Phrases.StartsWithAny(Phrases.Skip(said[negation..], Fillers), Disclaimers));

    public static bool Offers(ReadOnlySpan<char> text) => Phrases.ContainsAny(text, Offerings);

    private delegate bool Statement(ReadOnlySpan<char> said);

    private static bool AnyStatement(ReadOnlySpan<char> sentence, Statement holds)
    {
        for (var from = 0; from < sentence.Length;)
        {
            var next = sentence[from..].IndexOf('i');
            if (next < 0)
                return false;
            from += next + 1;
            if (IsSubject(sentence, from - 1) && holds(Phrases.Skip(sentence[from..], Fillers)))
                return true;
        }

        return false;
    }

    private static bool IsSubject(ReadOnlySpan<char> sentence, int at) =>
        (at == 0 || sentence[at - 1] == ' ')
        && at + 1 < sentence.Length && sentence[at + 1] is ' ' or ',' or '\''
        && !Phrases.StartsWithAny(LastWord(sentence[..at].TrimEnd()), Subordinators);

    private static bool RefusesIn(ReadOnlySpan<char> said) =>
        Phrases.StartsWithAny(said, Declines)
        || (Phrases.LengthOfAny(said, Inabilities) is > 0 and var inability && Phrases.StartsWithAny(Phrases.Skip(said[inability..], Fillers), Services));

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text) => text[(text.LastIndexOf(' ') + 1)..];
}
