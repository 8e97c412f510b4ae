using System.Globalization;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>A figure, and the middle 95 % of the same figure over resamples (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979).</summary>
internal readonly record struct Interval(double Value, double Low, double High)
{
    private const int Resamples = 200;

    public static Interval Of<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> figure)
    {
        // One seed for all: the same file gives the same page.
        var random = new Random(20_26);
        var again = new T[items.Count];
        var figures = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < again.Length; j++)
                again[j] = items[random.Next(items.Count)];
            figures[i] = figure(again);
        }

        Array.Sort(figures);
        return new Interval(figure(items), figures[Resamples / 40], figures[Resamples - 1 - (Resamples / 40)]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value * 100:0.00} % ({Low * 100:0.0} to {High * 100:0.0})");
}
