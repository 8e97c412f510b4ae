namespace TieredRouting.Configuration;

/// <summary>Reads who may decide about a contract's held work, and until when, and which escalations are held.</summary>
internal static class ApprovalsSection
{
    public static ApprovalTerms Read(SectionScope contract, ApprovalTerms declared)
    {
        if (contract.Object("approvals") is not { } scope)
            return declared;
        var terms = new ApprovalTerms(
            scope.Flag("fourEyes") ?? declared.FourEyes,
            scope.Flag("requesterMayNotApprove") ?? declared.RequesterMayNotApprove,
            scope.Time("expiresAfter") ?? declared.ExpiresAfter,
            scope.Choice<ExpiryAction>("onExpiry") ?? declared.OnExpiry,
            scope.Flag("reasonOnReject") ?? declared.ReasonOnReject,
            scope.Choice<HeldContent>("content") ?? declared.Content);
        scope.Finish();
        return terms;
    }

    public static EscalationApproval? ReadEscalation(SectionScope contract, EscalationApproval? declared)
    {
        if (contract.Object("escalationApproval") is not { } scope)
            return declared;
        var limits = new EscalationApproval(scope.Number("aboveCost") ?? declared?.AboveCost, scope.Text("tier") ?? declared?.Tier);
        scope.Finish();
        return limits;
    }
}
