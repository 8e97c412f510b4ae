namespace TieredRouting.Validation;

/// <summary>
/// Tells from an answer's text whether the model refuses, in whole or in part. A refusal is said at the beginning, by the
/// speaker about itself, or as a lesson on what is right; what merely holds the words (code, JSON, quotations, letters drafted
/// for somebody) is none. English only: in other languages nothing is recognised.
/// </summary>
internal static class RefusalText
{
    private const int MostSentences = 3;

    /// <summary>Reads no more than the head of a text, and allocates nothing.</summary>
    public static bool IsRefusal(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[AnswerHead.MaxLength];
        var head = AnswerHead.Read(text, buffer);
        return !head.IsEmpty && !AnswerHead.IsLetter(head) && (MoralOpening.Is(head) || AnySentenceRefuses(head));
    }

    private static bool AnySentenceRefuses(ReadOnlySpan<char> head)
    {
        for (var count = 0; count < MostSentences && !head.IsEmpty; count++)
        {
            var length = AnswerHead.LengthOfSentence(head);
            if (SpeakerStatement.Refuses(head[..length]) || (SpeakerStatement.Disclaims(head[..length]) && !SpeakerStatement.Offers(head)))
                return true;
            head = IntroducesMore(head[..length]) ? default : head[length..];
        }

        return false;
    }

    /// <summary>What follows a colon is what was asked for: a draft, a list, a translation.</summary>
    private static bool IntroducesMore(ReadOnlySpan<char> sentence) => sentence.TrimEnd().EndsWith(':');
}
