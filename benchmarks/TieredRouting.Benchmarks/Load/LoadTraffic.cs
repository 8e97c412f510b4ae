using System.Globalization;
using System.IO.Compression;

namespace TieredRouting.Benchmarks.Load;

/// <summary>Makes the requests of a run: arrivals of a Poisson process and lengths of their own, or those of a trace, sped up to the same rate; every time the same for one seed.</summary>
internal static class LoadTraffic
{
    private static readonly LoadFault[] OfStreams = [LoadFault.Throttled, LoadFault.ServerError, LoadFault.Stall, LoadFault.CutStream, LoadFault.CancelledByCaller, LoadFault.UsageMissing];
    private static readonly LoadFault[] OfJson = [LoadFault.Throttled, LoadFault.ServerError, LoadFault.Stall, LoadFault.MalformedJson, LoadFault.CancelledByCaller, LoadFault.UsageMissing];

    public static LoadRequest[] Make(LoadArguments arguments, int count)
    {
        var random = new Random(arguments.Seed);
        var shapes = arguments.Trace is { } folder ? OfTrace(folder, count) : MadeUp(random, count);
        var requests = new LoadRequest[count];
        for (var i = 0; i < count; i++)
        {
            var streams = random.Next(2) == 0;
            var faults = streams ? OfStreams : OfJson;
            var fault = random.NextDouble() < arguments.Faults ? faults[random.Next(faults.Length)] : LoadFault.None;
            requests[i] = new LoadRequest(shapes[i].Arrives, shapes[i].Input, shapes[i].Output, arguments.ModelTime * (0.5 + random.NextDouble()), fault) { Streams = streams };
        }

        return requests;
    }

    private static (TimeSpan Arrives, int Input, int Output)[] MadeUp(Random random, int count)
    {
        var shapes = new (TimeSpan, int, int)[count];
        var now = 0.0;
        for (var i = 0; i < count; i++)
        {
            now += -Math.Log(1 - random.NextDouble()) / LoadArguments.Rate;
            shapes[i] = (TimeSpan.FromSeconds(now), random.Next(50, 2_000), random.Next(10, 500));
        }

        return shapes;
    }

    /// <summary>The trace from its beginning, again and again until there are enough.</summary>
    private static (TimeSpan Arrives, int Input, int Output)[] OfTrace(string folder, int count)
    {
        var rows = Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).SelectMany(Rows).OrderBy(row => row.At).ToArray();
        if (rows.Length < 2)
            throw new InvalidDataException($"'{folder}' holds no trace.");
        var span = rows[^1].At - rows[0].At;
        var faster = span.TotalSeconds / rows.Length * LoadArguments.Rate;
        return [.. Enumerable.Range(0, count).Select(i => ((rows[i % rows.Length].At - rows[0].At + (span * (i / rows.Length))) / faster, rows[i % rows.Length].Input, rows[i % rows.Length].Output))];
    }

    private static IEnumerable<(DateTime At, int Input, int Output)> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(',') is [var at, var input, var output])
                yield return (DateTime.Parse(at, CultureInfo.InvariantCulture), int.Parse(input, CultureInfo.InvariantCulture), int.Parse(output, CultureInfo.InvariantCulture));
        }
    }
}
