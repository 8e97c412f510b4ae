using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>calibrate</c> was asked for.</summary>
internal sealed record CalibrateRequest
{
    public required FileInfo Config { get; init; }

    public FileInfo? Recordings { get; init; }

    public FileInfo? Audit { get; init; }

    /// <summary>What the answers and their labels are of, once it is checked.</summary>
    public FileInfo Source => (Recordings ?? Audit)!;

    public required string Contract { get; init; }

    public required double MaxError { get; init; }

    public required double Confidence { get; init; }

    public bool ByCohort { get; init; }

    public FileInfo? Out { get; init; }

    public FileInfo? Json { get; init; }

    public required int Concurrency { get; init; }

    /// <exception cref="InputException">What was asked for does not go together.</exception>
    public void Check()
    {
        Require(Recordings is null != Audit is null, "calibrate needs '--recordings' or '--audit', and not both");
        Require(MaxError is > 0 and < 1, "'--max-error' must lie above 0 and below 1, such as 0.05");
        Require(Confidence is > 0 and < 1, "'--confidence' must lie above 0 and below 1, such as 0.95");
        Require(!string.IsNullOrWhiteSpace(Contract), "'--contract' must name a contract");
        Require(Concurrency is >= 1 and <= 1024, "'--concurrency' must lie between 1 and 1024");
        Require(Out is null || Json is null || ResultFile.ResolvedPath(Out) != ResultFile.ResolvedPath(Json), "'--out' and '--json' name the same file");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InputException(otherwise);
    }
}
