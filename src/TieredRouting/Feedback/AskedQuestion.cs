namespace TieredRouting.Feedback;

/// <summary>The latest question of a conversation.</summary>
/// <param name="Key">Stands for it.</param>
/// <param name="Text">The question, where only the provider holds the conversation; otherwise <see langword="null"/>, since whoever asks again brings it along.</param>
/// <param name="Answered">The route that answered it.</param>
internal readonly record struct AskedQuestion(TextKey Key, string? Text, RecentRoute Answered);
