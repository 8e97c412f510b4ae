namespace TieredRouting.Audit;

/// <summary>A file that is full, under the number it was rolled with.</summary>
internal readonly record struct RolledFile(string Path, int Number);
