namespace TieredRouting.Approvals;

/// <summary>Where decisions are written down.</summary>
internal interface IDecisionRecord
{
    /// <summary>Writes an item's decision down.</summary>
    /// <returns>Whether every sink that must succeed has it.</returns>
    ValueTask<bool> WriteAsync(ApprovalItem item);
}
