using System.Text.RegularExpressions;
using TieredRouting;

namespace LeadTriage;

/// <summary>Lets no sum, no percentage and no guarantee of ours out, whichever tier wrote it.</summary>
internal sealed partial class NoPricePromiseGate : IAnswerGate
{
    public const string GateName = "no-price-promise";

    public string Name => GateName;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Promise.IsMatch(answer.Text) ? GateVerdict.Failed : GateVerdict.Passed);

    [GeneratedRegex(@"\d\s?%|[$€£]\s?\d|\d\s?€|\d\s?(EUR|USD|euros?|dollars?)\b|\bwe guarantee\b|\bwir garantieren\b|\bnous garantissons\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Promise { get; }
}
