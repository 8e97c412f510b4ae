namespace TieredRouting.Economics;

/// <summary>What a segment of the ledger is of. A file on disk holds these numbers.</summary>
internal enum LedgerKind
{
    /// <summary>A contract's cohort.</summary>
    Cohort,

    /// <summary>All cohorts of a contract.</summary>
    Contract,

    /// <summary>A step of a workflow.</summary>
    Workflow,
}
