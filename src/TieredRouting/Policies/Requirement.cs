namespace TieredRouting;

/// <summary>What a rule asks for. Requirements are joined and can only raise: there is no way to forbid or to lower.</summary>
/// <param name="Because">Why, for people to read; never with text of the request.</param>
public sealed record Requirement(string Because)
{
    /// <summary>Why, for people to read.</summary>
    public string Because { get; init; } = Because ?? throw new ArgumentNullException(nameof(Because));

    /// <summary>The signal the rule went by, or <see langword="null"/> where it went by the contract alone.</summary>
    public string? Signal { get; init; }

    /// <summary>The lowest tier allowed, or <see langword="null"/>.</summary>
    public string? MinimumTier { get; init; }

    /// <summary>The least class, or <see langword="null"/>.</summary>
    public WorkClass? Class { get; init; }

    /// <summary>The lane; the sensitive one is the stricter.</summary>
    public Lane Lane { get; init; }

    /// <summary>Gates every answer must pass, besides the contract's own.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Whether a person decides before anything goes out.</summary>
    public bool Approval { get; init; }
}
