namespace TieredRouting.Evaluation;

/// <summary>A count, and of how many; nothing is said where there are none.</summary>
internal readonly record struct Ratio(int Part, int Whole)
{
    public double? Share => Whole == 0 ? null : Tally.Share(Part, Whole);

    public Ratio Plus(int part, int whole) => new(Part + part, Whole + whole);

    /// <summary>Counts one more where something can be said of it.</summary>
    public Ratio Plus(bool? holds) => holds is { } known ? Plus(known ? 1 : 0, 1) : this;
}
