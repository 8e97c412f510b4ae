namespace TieredRouting;

/// <summary>Says what to do about one trigger, as a sentence: <c>then.RetrySameTier(1).Escalate()</c>. Not thread-safe.</summary>
public sealed class FallbackActionBuilder
{
    internal FallbackActionBuilder()
    {
    }

    internal FallbackAction Action { get; private set; } = FallbackAction.Escalate;

    /// <summary>Asks the same tier again first. After a schema failure the violations are told to the model.</summary>
    /// <param name="times">How often, per tier; 1 or more.</param>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder RetrySameTier(int times)
    {
        Action = Action with { RetrySameTier = times };
        return this;
    }

    /// <summary>Goes on one tier up, or at a named higher one.</summary>
    /// <param name="to">
    /// The tier to go to, or <see langword="null"/> (the default) for the next one. One that is not above the lowest tier that the contract's requests stand on
    /// is an error at start; a request that stands on it or higher already goes one tier up.
    /// </param>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder Escalate(string? to = null)
    {
        Action = Action with { Kind = FallbackActionKind.Escalate, Tier = to };
        return this;
    }

    /// <summary>Goes on at a named tier, never below the floor. Each request takes such a switch at most once.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="narrow">Whether to go on with no write tools, half the output and the prompt's narrow instructions.</param>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder SwitchTo(string tier, bool narrow = false)
    {
        Action = Action with { Kind = FallbackActionKind.SwitchTo, Tier = tier, Narrow = narrow };
        return this;
    }

    /// <summary>Hands the request to a person.</summary>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder HumanReview()
    {
        Action = Action with { Kind = FallbackActionKind.HumanReview, Tier = null };
        return this;
    }

    /// <summary>Answers nothing: the caller gets an exception that says why.</summary>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder FailClosed()
    {
        Action = Action with { Kind = FallbackActionKind.FailClosed, Tier = null };
        return this;
    }

    /// <summary>Marks the record and its route as high risk.</summary>
    /// <returns>The same builder.</returns>
    public FallbackActionBuilder MarkHighRisk()
    {
        Action = Action with { MarkHighRisk = true };
        return this;
    }
}
