namespace TieredRouting;

/// <summary>A message as it is kept: redacted text.</summary>
/// <param name="Role">Whose message it is, such as <c>user</c>; <c>instructions</c> for those of the call.</param>
/// <param name="Text">The text.</param>
public sealed record AuditMessage(string Role, string Text)
{
    /// <summary>Says whose message it is, and not what it says.</summary>
    /// <returns>The role.</returns>
    public override string ToString() => Role;
}
