namespace TieredRouting.Evaluation;

/// <summary>
/// How much training distrusts what it sees, for each recording: the higher, the less a weight may depart from nothing. They are the same for all recordings: chosen anew for each, they would follow the accidents of those held
/// back, which cost more than it gained.
/// </summary>
internal static class TrainingPenalty
{
    /// <summary>For the sum of all features in the directions that are expected: one weight, which a few recordings can teach.</summary>
    public const double Sum = 0.05;

    /// <summary>For the weight of one counted feature.</summary>
    public const double Counted = 2;

    /// <summary>For that of one word or letter.</summary>
    public const double Words = 0.015;
}
