namespace TieredRouting.Benchmarks.Scale;

/// <summary>One row of the table: where the contracts stand, how many, and whether their schemas are one text.</summary>
internal sealed record ScaleCase(string Source, int Contracts, bool SameSchema)
{
    public const string Configuration = "configuration";
    public const string Code = "code";
    public const string File = "file";

    public string[] Arguments => [Source, $"{Contracts}", SameSchema ? "same" : "different"];

    public static ScaleCase? Parse(ReadOnlySpan<string> arguments) =>
        arguments is [Configuration or Code or File, var count, "same" or "different"] && int.TryParse(count, out var contracts) && contracts > 0
            ? new ScaleCase(arguments[0], contracts, arguments[2] == "same")
            : null;
}
