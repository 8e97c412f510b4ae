using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>The beginning of an answer in prose: lower case, straight apostrophes, single spaces, up to the first quotation.</summary>
internal static class AnswerHead
{
    /// <summary>Who refuses says so within a few sentences.</summary>
    public const int MaxLength = 512;

    /// <summary>What begins so is JSON, code or a quotation.</summary>
    private static readonly SearchValues<char> NotProse = SearchValues.Create("{[<>`|\"“„«'‘");

    private static readonly SearchValues<char> Quotation = SearchValues.Create("\"“„«`");

    /// <summary>Writes the head into <paramref name="buffer"/>; empty where the text is no prose.</summary>
    public static ReadOnlySpan<char> Read(ReadOnlySpan<char> text, Span<char> buffer)
    {
        text = text.TrimStart();
        if (text.IsEmpty || NotProse.Contains(text[0]))
            return default;

        var length = 0;
        for (var at = 0; at < text.Length && length < buffer.Length && !Quotation.Contains(text[at]); at++)
        {
            var unit = Plain(text[at]);
            if (length > 0 && char.IsWhiteSpace(unit) && char.IsWhiteSpace(buffer[length - 1]))
                buffer[length - 1] = unit == '\n' ? unit : buffer[length - 1];
            else
                buffer[length++] = unit;
        }

        return buffer[..length];
    }

    /// <summary>Whether a salutation or a subject comes first: then "I" is whoever the letter is written for.</summary>
    public static bool IsLetter(ReadOnlySpan<char> head)
    {
        var end = head.IndexOf('\n');
        return head.StartsWith("dear ") || head.StartsWith("subject:") || (end > 0 && head[..end].TrimEnd().EndsWith(','));
    }

    /// <summary>The length of the first sentence or line, with what ends it.</summary>
    public static int LengthOfSentence(ReadOnlySpan<char> head)
    {
        for (var at = 0; at < head.Length; at++)
            if (head[at] == '\n' || (head[at] is ' ' && at > 0 && head[at - 1] is '.' or '!' or '?' or ':'))
                return at + 1;
        return head.Length;
    }

    private static char Plain(char unit) => unit switch
    {
        '’' => '\'',
        '\n' => unit,
        _ when char.IsWhiteSpace(unit) => ' ',
        _ => char.ToLowerInvariant(unit),
    };
}
