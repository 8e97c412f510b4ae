using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Benchmarks.Load;

/// <summary>What came of a run.</summary>
internal sealed record LoadResult(long Requests, CountingSink Sink, int AttemptCap, decimal Spent, decimal ReservedAtEnd, double Throughput, (double P50, double P99) AddedMs, (double Start, double End) WorkingSetMb)
{
    /// <summary>How much more managed memory is held at the end than at the start, in megabytes.</summary>
    public required double HeapGrowthMb { get; init; }

    /// <summary>How much of that is noise.</summary>
    private const double MostHeapGrowthMb = 16;

    /// <summary>What does not hold and must, one sentence each.</summary>
    public IEnumerable<string> Broken()
    {
        if (Sink.Records != Requests)
            yield return $"{Requests} requests left {Sink.Records} records";
        if (Sink.Outcomes.Sum(outcome => outcome.Count) != Requests)
            yield return "the outcomes do not add up to the requests";
        if (Sink.MaxAttempts > AttemptCap)
            yield return $"a request made {Sink.MaxAttempts} attempts, and {AttemptCap} are allowed";
        if (Spent != Sink.Spent)
            yield return $"the budget says {Spent} is spent, and the attempts cost {Sink.Spent}";
        if (ReservedAtEnd != 0m)
            yield return $"{ReservedAtEnd} is still reserved";
        if (HeapGrowthMb > MostHeapGrowthMb)
            yield return FormattableString.Invariant($"{HeapGrowthMb:0.0} MB more are held at the end than at the start");
    }

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            Write(json);
        return stream.ToArray();
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("requests", Requests);
        json.WriteNumber("auditRecords", Sink.Records);
        json.WriteNumber("attempts", Sink.Attempts);
        json.WriteNumber("maxAttemptsSeen", Sink.MaxAttempts);
        json.WriteNumber("attemptCap", AttemptCap);
        json.WriteNumber("spent", Spent);
        json.WriteNumber("spentByAttempts", Sink.Spent);
        json.WriteNumber("reservedAtEnd", ReservedAtEnd);
        json.WriteNumber("throughput", Math.Round(Throughput, 1));
        json.WriteStartObject("addedMs");
        json.WriteNumber("p50", Math.Round(AddedMs.P50, 4));
        json.WriteNumber("p99", Math.Round(AddedMs.P99, 4));
        json.WriteEndObject();
        json.WriteStartObject("workingSetMb");
        json.WriteNumber("start", Math.Round(WorkingSetMb.Start, 1));
        json.WriteNumber("end", Math.Round(WorkingSetMb.End, 1));
        json.WriteEndObject();
        json.WriteStartObject("outcomes");
        foreach (var (outcome, count) in Sink.Outcomes)
            json.WriteNumber(EnumNames.Of(outcome), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
