using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>train</c> was asked for.</summary>
internal sealed record TrainRequest
{
    public FileInfo? Recordings { get; init; }

    public FileInfo? Audit { get; init; }

    /// <summary>What it learns from, once it is checked.</summary>
    public FileInfo Source => (Recordings ?? Audit)!;

    public string? Contract { get; init; }

    public required string Small { get; init; }

    public required string Large { get; init; }

    public required FileInfo Output { get; init; }

    /// <summary>Takes what the model is worth, where it is not standard output that does.</summary>
    public FileInfo? Json { get; init; }

    /// <exception cref="InputException">What was asked for does not go together.</exception>
    public void Check()
    {
        Require(Recordings is null != Audit is null, "train needs '--recordings' or '--audit', and not both");
        Require(Contract is null || !string.IsNullOrWhiteSpace(Contract), "'--contract' must name a contract");
        Require(!string.IsNullOrWhiteSpace(Small) && !string.IsNullOrWhiteSpace(Large) && Small != Large, "'--small' and '--large' must name two different endpoints");
        Require(Json is null || ResultFile.ResolvedPath(Json) != ResultFile.ResolvedPath(Output), "'--out' and '--json' name the same file");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InputException(otherwise);
    }
}
