namespace TieredRouting.Testing;

/// <summary>One message of a recorded request.</summary>
/// <param name="Role">Who said it, such as <c>user</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record RecordedMessage(string Role, string Text);
