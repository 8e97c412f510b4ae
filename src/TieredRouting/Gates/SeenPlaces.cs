namespace TieredRouting.Gates;

/// <summary>What a <see cref="SeenText"/> knows beside the text itself, to be kept.</summary>
/// <param name="Plain">The plain text; <see langword="null"/> where it is the text itself.</param>
/// <param name="Shifts">Where places of the two part.</param>
/// <param name="HidesAt">Where the text begins to hide.</param>
internal sealed record SeenPlaces(char[]? Plain, List<(int Plain, int Raw)>? Shifts, int HidesAt)
{
    public static SeenPlaces Same { get; } = new(null, null, -1);
}
