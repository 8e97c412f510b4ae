namespace TieredRouting;

/// <summary>What was asked and what was answered, without what the policy lane's detectors found in it. Immutable.</summary>
/// <param name="Messages">The texts of the messages, the instructions first, whose role is <c>instructions</c>; those without text are left out.</param>
/// <param name="Answer">The text that was released, or drafted and held; <see langword="null"/> where there is none.</param>
public sealed record AuditContent(IReadOnlyList<AuditMessage> Messages, string? Answer)
{
    /// <summary>Says how much there is, and not what.</summary>
    /// <returns>The number of messages.</returns>
    public override string ToString() => $"{Messages.Count} messages";
}
