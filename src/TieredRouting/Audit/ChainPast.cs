namespace TieredRouting.Audit;

/// <summary>What the head of a chain remembers of files that may be gone, so that nobody who may write the files can have the writer delete too many, or outwait what was found.</summary>
/// <param name="Rolled">The number of the file that was rolled last; 0 where none was.</param>
/// <param name="Broken">How often the chain was found broken.</param>
internal readonly record struct ChainPast(int Rolled, int Broken);
