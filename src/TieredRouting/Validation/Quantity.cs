namespace TieredRouting.Validation;

/// <summary>A number and what it counts.</summary>
/// <param name="Number">The number, in the base of its measure: millimetres are written as micrometres, hours as milliseconds.</param>
/// <param name="Unit">What is counted; <see langword="null"/> where the answer does not say.</param>
/// <param name="IsMoney">Whether the unit is a currency.</param>
internal readonly record struct Quantity(ExactNumber Number, string? Unit = null, bool IsMoney = false)
{
    /// <summary>
    /// The same number of the same; or of money, where only one says of which: a question about prices is answered with the sign or
    /// without it. A bare number and one with another unit do not agree: 3 may mean 3 km, or 3 m.
    /// </summary>
    public bool AgreesWith(Quantity other) =>
        Number == other.Number && (Unit == other.Unit || (Unit is null && other.IsMoney) || (IsMoney && other.Unit is null));

    public override string ToString() => $"{Number} {Unit}";
}
