using System.Security.Cryptography;

namespace TieredRouting.Evaluation;

/// <summary>The first line of a file of finished requests: what they are of.</summary>
internal sealed record ResumeHeader(int V, string Config, string Recordings, string Hash)
{
    public static ResumeHeader Of(int version, string config, FileInfo recordings)
    {
        using var file = recordings.OpenRead();
        return new ResumeHeader(version, config, recordings.Name, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
