using System.Globalization;

namespace TieredRouting.Benchmarks.Load;

/// <summary>What the run is asked for.</summary>
internal sealed record LoadArguments
{
    public const string Usage = "usage: load [--requests N] [--concurrency N] [--faults SHARE] [--seed N] [--trace FOLDER] [--json FILE]";

    /// <summary>Arrivals a second, on average.</summary>
    public const int Rate = 5_000;

    /// <summary>A run that takes longer than this has failed.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    public int Requests { get; private init; } = 100_000;

    /// <summary>How many requests may be under way; models take so long that about as many are.</summary>
    public int Concurrency { get; private init; } = 2_000;

    /// <summary>The share of requests whose first call goes wrong.</summary>
    public double Faults { get; private init; } = 0.2;

    public int Seed { get; private init; } = 1;

    /// <summary>The folder with the Azure trace, or <see langword="null"/> for made-up arrivals and lengths.</summary>
    public string? Trace { get; private init; }

    public string? Json { get; private init; }

    /// <summary>How long a model takes, on average.</summary>
    public TimeSpan ModelTime => TimeSpan.FromSeconds(0.8 * Concurrency / Rate);

    /// <summary>The arguments; <see langword="null"/> where they are none.</summary>
    public static LoadArguments? Read(IReadOnlyList<string> args)
    {
        var read = new LoadArguments();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count || read.With(args[i], args[i + 1]) is not { } next)
                return null;
            read = next;
        }

        return read;
    }

    private LoadArguments? With(string name, string value) => name switch
    {
        "--requests" when Count(value) is { } requests => this with { Requests = requests },
        "--concurrency" when Count(value) is { } concurrency => this with { Concurrency = concurrency },
        "--faults" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var faults) && faults is >= 0 and <= 1 => this with { Faults = faults },
        "--seed" when int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--trace" when Directory.Exists(value) => this with { Trace = value },
        "--json" => this with { Json = value },
        _ => null,
    };

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 10_000_000 ? count : null;
}
