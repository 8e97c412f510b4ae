namespace TieredRouting.Configuration;

/// <summary>Reads how a contract finds out that an answer is unsure: by confidence, and by disagreement.</summary>
internal static class CertaintySection
{
    public static void Read(SectionScope scope, ContractOptions contract, bool hasReader)
    {
        if (scope.Object("confidence") is { } confidence)
            contract.Confidence = ReadConfidence(confidence, contract.Confidence ?? new ConfidenceCheck(), hasReader);
        if (scope.Object("disagreement") is { } disagreement)
            contract.Disagreement = ReadDisagreement(disagreement, contract.Disagreement ?? new DisagreementCheck());
    }

    /// <summary>Where nobody asks and nobody reads, nothing is to be found out.</summary>
    private static ConfidenceCheck? ReadConfidence(SectionScope scope, ConfidenceCheck declared, bool hasReader)
    {
        var check = new ConfidenceCheck(
            scope.Choice<ConfidenceLevel>("escalateBelow") ?? declared.EscalateBelow,
            scope.Choice<UnavailableConfidence>("whenUnavailable") ?? declared.WhenUnavailable,
            scope.Flag("ask") ?? declared.Ask);
        scope.Finish();
        return check.Ask || hasReader ? check : null;
    }

    private static DisagreementCheck ReadDisagreement(SectionScope scope, DisagreementCheck declared)
    {
        var check = new DisagreementCheck(
            scope.Whole("passes") ?? declared.Passes,
            scope.Text("agreeOn") ?? declared.AgreeOn,
            scope.Choice<AgreementMode>("mode") ?? declared.Mode,
            (double?)scope.Number("similarity") ?? declared.Similarity);
        scope.Finish();
        return check;
    }
}
