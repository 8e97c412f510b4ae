using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>A real request, and what endpoints really answered to it.</summary>
public sealed record Recording
{
    /// <summary>Its id, unique within the file.</summary>
    public required string Id { get; init; }

    /// <summary>The contract it is under, or <see langword="null"/>.</summary>
    public string? Contract { get; init; }

    /// <summary>The segment of traffic it belongs to, or <see langword="null"/>.</summary>
    public string? Cohort { get; init; }

    /// <summary>The request, where it is a single user message.</summary>
    public string? Text { get; init; }

    /// <summary>The request, where it is several messages.</summary>
    public IReadOnlyList<RecordedMessage>? Messages { get; init; }

    /// <summary>The right answer, where there is one.</summary>
    public string? Gold { get; init; }

    /// <summary>The answers of each endpoint, in the order they were given.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RecordedAnswer>> Answers { get; init; }

    /// <summary>The request, as messages.</summary>
    /// <returns>The messages.</returns>
    public IReadOnlyList<ChatMessage> ToMessages() => Messages is null
        ? [new ChatMessage(ChatRole.User, Text)]
        : [.. Messages.Select(message => new ChatMessage(new ChatRole(message.Role), message.Text))];
}
