namespace TieredRouting.Validation;

/// <summary>How large an answer may be before it is refused unread, and how much is said about it.</summary>
internal static class AnswerLimits
{
    /// <summary>4 MiB of UTF-16 characters: more than any model's output window, little enough to parse on a request's thread.</summary>
    public const int MaxCharacters = 4 * 1024 * 1024;

    /// <summary>What the platform's serializer accepts by default, so a valid answer never fails later for its depth.</summary>
    public const int MaxDepth = 64;

    /// <summary>A model that broke sixteen rules is not helped by a seventeenth.</summary>
    public const int MaxViolations = 16;
}
