using System.Globalization;

namespace TieredRouting.Signals;

/// <summary>Which contract a request is for.</summary>
/// <param name="Nearest">The contract whose examples are most like it.</param>
/// <param name="Score">How sure that is, from 0 to 1.</param>
/// <param name="Threshold">How sure it has to be.</param>
internal sealed record ContractChoice(string Nearest, double Score, double Threshold)
{
    /// <summary>The contract, or <see langword="null"/> for none of them.</summary>
    public string? Contract => Score >= Threshold ? Nearest : null;

    /// <summary>Why none was chosen, in words that hold none of the request's.</summary>
    public string WhyNone => string.Create(CultureInfo.InvariantCulture, $"the request is for none of the contracts that give examples; the nearest is '{Nearest}' ({Score:0.000}, and {Threshold:0.000} would do)");
}
