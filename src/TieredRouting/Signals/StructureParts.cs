namespace TieredRouting.Signals;

/// <summary>The parts of a structure.</summary>
internal sealed class StructureParts(StructureCounts counts) : PartValues(Names)
{
    public static IReadOnlyList<string> Names { get; } = ["questions", "constraints", "codeBlocks", "listItems", "steps"];

    protected override object? Find(string name) => name switch
    {
        "questions" => counts.Questions,
        "constraints" => counts.Constraints,
        "codeBlocks" => counts.CodeBlocks,
        "listItems" => counts.ListItems,
        "steps" => counts.Steps,
        _ => null,
    };
}
