using System.Globalization;

namespace TieredRouting.Evaluation;

/// <summary>Gates do not hold. The message names each of them, a line each, with its figure and what was wanted; it holds nothing of a request but names that files give: contracts and cohorts.</summary>
public sealed class GatesFailedException : Exception
{
    internal GatesFailedException(IReadOnlyList<ReportVerdict> failed, int gates)
        : base(MessageOf(failed, gates)) => Failed = failed;

    /// <summary>The gates that do not hold, in their file's order.</summary>
    public IReadOnlyList<ReportVerdict> Failed { get; }

    private static string MessageOf(IReadOnlyList<ReportVerdict> failed, int gates) =>
        string.Join('\n', failed.Select(verdict => $"- {verdict}").Prepend(string.Create(CultureInfo.InvariantCulture, $"{failed.Count} of {gates} gates do not hold:")));
}
