namespace TieredRouting.Validation;

/// <summary>An answer that begins with what one ought not to do: a refusal that does not say "I".</summary>
internal static class MoralOpening
{
    private static readonly string[] LeadIns = ["first", "firstly", "well", "please", "remember that", "i must clarify that"];
    private static readonly string[] Reminders =
    [
        "it's important to remember that", "it is important to remember that", "it's important to understand that", "it is important to understand that", "it's important to note that", "it is important to note that",
    ];

    private static readonly string[] Subjects = ["it's", "it is", "it would be", "it's generally", "it is generally"];
    private static readonly string[] Manners = ["ever", "ethically", "morally", "legally"];
    private static readonly string[] Negations = ["not", "never"];
    /// <summary>Words of morals only: that something is not advisable, or not a good idea, is advice.</summary>
    private static readonly string[] Judgements = ["appropriate", "acceptable", "ethical", "moral", "the answer"];

    public static bool Is(ReadOnlySpan<char> head)
    {
        var sentence = Phrases.Skip(head[..AnswerHead.LengthOfSentence(head)], LeadIns);
        if (Phrases.LengthOfAny(sentence, Reminders) is > 0 and var reminder)
            return JudgesAnywhere(sentence[reminder..]);
        return Phrases.LengthOfAny(sentence, Subjects) is > 0 and var subject && JudgesAt(sentence[subject..].TrimStart());
    }

    private static bool JudgesAnywhere(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] == ' ' && JudgesAt(text[(at + 1)..]))
                return true;
        return false;
    }

    private static bool JudgesAt(ReadOnlySpan<char> text) =>
        Phrases.LengthOfAny(text, Negations) is > 0 and var negation && Phrases.StartsWithAny(Phrases.Skip(text[negation..], Manners), Judgements);
}
