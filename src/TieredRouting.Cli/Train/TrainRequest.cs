using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>train</c> was asked for.</summary>
internal sealed record TrainRequest(FileInfo Recordings, string Small, string Large, FileInfo Output, FileInfo? Json)
{
    /// <exception cref="InputException">What was asked for does not go together.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Small) || string.IsNullOrWhiteSpace(Large) || Small == Large)
            throw new InputException("'--small' and '--large' must name two different endpoints");
        if (Json is not null && ResultFile.ResolvedPath(Json) == ResultFile.ResolvedPath(Output))
            throw new InputException("'--out' and '--json' name the same file");
    }
}
