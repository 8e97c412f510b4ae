namespace TieredRouting.Specs;

/// <summary>Tests that measure the memory of the whole process: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
