using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Recordings;

/// <summary>Sends every recording through the router, one after the other, so that the audit's lines are in the file's order.</summary>
internal static class RecordingsRun
{
    /// <exception cref="InvalidDataException">There is no recording, or one lacks an endpoint's answer.</exception>
    public static void RequireAnswers(RecordingSet recordings)
    {
        if (recordings.Recordings.Count == 0)
            throw new InvalidDataException("The file holds no recording.");
        foreach (var recording in recordings.Recordings)
        {
            foreach (var endpoint in new[] { RecordedLadder.Small, RecordedLadder.Large })
            {
                if (!recording.Answers.TryGetValue(endpoint, out var answers) || answers.Count == 0)
                    throw new InvalidDataException($"The recording '{recording.Id}' has no answer of the endpoint '{endpoint}'.");
            }
        }
    }

    public static async Task<IReadOnlyList<RecordedVerdict>> RunAsync(RecordingSet recordings, string audit)
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => RecordedLadder.Configure(routing, recordings, audit));
        await using var provider = services.BuildServiceProvider();
        var chat = provider.GetRequiredService<IChatClient>();
        var verdicts = new List<RecordedVerdict>(recordings.Recordings.Count);
        foreach (var recording in recordings.Recordings)
            verdicts.Add(await SendAsync(chat, recording));
        return verdicts;
    }

    private static async Task<RecordedVerdict> SendAsync(IChatClient chat, Recording recording)
    {
        var options = new ChatOptions().WithContract(RecordedLadder.Contract);
        if (recording.Cohort is { } cohort)
            options = options.WithRouting(facts => facts.Cohort(cohort));
        try
        {
            var response = await chat.GetResponseAsync(recording.ToMessages(), options);
            return new RecordedVerdict(recording, response.GetRoute()!, response.IsRecordedCorrect() == true);
        }
        catch (TieredRoutingException closed) when (closed is not AuditWriteException)
        {
            return new RecordedVerdict(recording, closed.Route, Correct: false);
        }
    }
}
