namespace TieredRouting;

/// <summary>What a wrong answer can harm. High in any dimension makes the class T2, medium at least T1.</summary>
/// <param name="Business">Harm to the business; low by default.</param>
/// <param name="Legal">Legal harm; low by default.</param>
/// <param name="Safety">Harm to people; low by default.</param>
public sealed record RiskProfile(RiskLevel Business = RiskLevel.Low, RiskLevel Legal = RiskLevel.Low, RiskLevel Safety = RiskLevel.Low)
{
    /// <summary>The highest of the three.</summary>
    public RiskLevel Highest => (RiskLevel)Math.Max((int)Business, Math.Max((int)Legal, (int)Safety));
}
