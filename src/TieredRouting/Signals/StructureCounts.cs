namespace TieredRouting.Signals;

/// <summary>How often each kind of structure was seen in a text.</summary>
internal record struct StructureCounts(int Questions, int Constraints, int CodeBlocks, int ListItems, int Steps)
{
    /// <summary>All of them together; a text can never hold more of them than characters.</summary>
    public readonly int Total => Questions + Constraints + CodeBlocks + ListItems + Steps;
}
