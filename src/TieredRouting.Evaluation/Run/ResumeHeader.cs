namespace TieredRouting.Evaluation;

/// <summary>The first line of a file of finished requests: what they are of.</summary>
internal sealed record ResumeHeader(int V, string Config, string Recordings, long Size);
