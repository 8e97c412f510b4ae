namespace LeadTriage.Simulation;

/// <summary>What the simulated models say to one message.</summary>
/// <param name="Language">The language of the replies.</param>
/// <param name="Fields">The fields a careful reader finds.</param>
/// <param name="NextStep">What a reply proposes, or what the options are.</param>
internal sealed record SimulatedLead(Language Language, LeadFields Fields, string NextStep)
{
    /// <summary>What nano answers to an extraction, one text for each try; after the last it answers correctly.</summary>
    public IReadOnlyList<string> NanoStumbles { get; init; } = [];

    /// <summary>What mini adds to its reply, though its prompt forbids it.</summary>
    public string? MiniPromise { get; init; }

    /// <summary>What full adds to its reply, though its prompt forbids it.</summary>
    public string? FullPromise { get; init; }
}
