namespace TieredRouting.Policies;

/// <summary>The names under which the policy itself gives reasons. No rule may bear one.</summary>
internal static class PolicyReasons
{
    public const string Start = "start";
    public const string MinTier = "min-tier";
    public const string Approval = "approval";
    public const string KeptTier = "kept-tier";
    public const string PromptInjection = "prompt-injection";
    public const string RiskClass = "class-T2";
    public const string AllowedTiers = "allowed-tiers";
    public const string Control = "control";
    public const string Budget = "budget";
    public const string ExpectedCost = "expected-cost";

    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal) { Start, MinTier, Approval, KeptTier, PromptInjection, RiskClass, AllowedTiers, Control, Budget, ExpectedCost };
}
