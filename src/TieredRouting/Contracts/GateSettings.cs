namespace TieredRouting.Contracts;

/// <summary>What a contract says of the built-in gates. Immutable.</summary>
internal sealed record GateSettings
{
    public static GateSettings None { get; } = new();

    public AdviceSettings ForbiddenAdvice { get; init; } = AdviceSettings.All;

    public LanguageSettings RegulatedLanguage { get; init; } = LanguageSettings.None;

    public PriceSettings PriceCommitment { get; init; } = PriceSettings.None;

    public GroundednessSettings Groundedness { get; init; } = new();

    public JudgeSettings Judge { get; init; } = new();
}
