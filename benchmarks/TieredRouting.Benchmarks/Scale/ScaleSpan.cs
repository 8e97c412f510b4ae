using System.Globalization;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>What something took, in milliseconds.</summary>
internal readonly record struct ScaleSpan(double Clock, double Processor)
{
    /// <summary>The middle of several, each measure by itself.</summary>
    public static ScaleSpan Median(IReadOnlyCollection<ScaleSpan> spans) => new(Middle(spans, span => span.Clock), Middle(spans, span => span.Processor));

    public override string ToString() => Clock + Processor == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Clock:0.0} / {Processor:0.0}");

    private static double Middle(IReadOnlyCollection<ScaleSpan> spans, Func<ScaleSpan, double> of) => spans.Select(of).Order().ElementAt(spans.Count / 2);
}
