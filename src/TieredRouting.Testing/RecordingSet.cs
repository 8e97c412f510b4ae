using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>The recordings of a file, and the clients that replay them. Safe to share between threads.</summary>
public sealed class RecordingSet
{
    private readonly Dictionary<string, Recording> _byRequest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Id, string Endpoint), int> _calls = new();

    private RecordingSet(IReadOnlyList<Recording> recordings) => Recordings = recordings;

    /// <summary>The recordings, in the file's order.</summary>
    public IReadOnlyList<Recording> Recordings { get; }

    /// <summary>Reads a file of recordings: JSON Lines, plain or compressed (<c>.gz</c>).</summary>
    /// <param name="path">The file.</param>
    /// <returns>The recordings.</returns>
    /// <exception cref="InvalidDataException">A line cannot be read, or repeats a request; the message names file and line.</exception>
    public static RecordingSet Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var reader = Open(path);
        var recordings = new List<Recording>();
        var set = new RecordingSet(recordings);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
                set.Add(recordings, Read(line, path, number), path, number);
        }

        return set;
    }

    /// <summary>A client that answers as an endpoint did.</summary>
    /// <param name="endpoint">The endpoint, as the file calls it.</param>
    /// <param name="time">The clock in which recorded latencies pass; by default they do not pass.</param>
    /// <returns>The client.</returns>
    public IChatClient ClientFor(string endpoint, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(endpoint);
        return new RecordedChatClient(this, endpoint, time);
    }

    /// <summary>The n-th call of an endpoint for a request gives its n-th answer; the last one repeats.</summary>
    internal (Recording Recording, RecordedAnswer Answer) Next(IReadOnlyList<ChatMessage> messages, string endpoint)
    {
        var recording = Find(messages);
        if (!recording.Answers.TryGetValue(endpoint, out var answers) || answers.Count == 0)
            throw new InvalidOperationException($"The recording '{recording.Id}' has no answer of the endpoint '{endpoint}'.");
        var call = _calls.AddOrUpdate((recording.Id, endpoint), 0, static (_, calls) => calls + 1);
        return (recording, answers[Math.Min(call, answers.Count - 1)]);
    }

    /// <summary>Messages may have grown by what a retry feeds back, so the request is found by its beginning.</summary>
    private Recording Find(IReadOnlyList<ChatMessage> messages)
    {
        for (var length = messages.Count; length > 0; length--)
        {
            if (_byRequest.TryGetValue(KeyOf(messages.Take(length)), out var recording))
                return recording;
        }

        throw new InvalidOperationException($"No recording has this request of {messages.Count} message(s).");
    }

    private void Add(List<Recording> recordings, Recording recording, string path, int line)
    {
        if (Fault(recording) is { } fault)
            throw new InvalidDataException($"{path}({line}): the recording '{recording.Id}' {fault}.");
        if (!_byRequest.TryAdd(KeyOf(recording.ToMessages()), recording))
            throw new InvalidDataException($"{path}({line}): the recording '{recording.Id}' repeats the request of another.");
        recordings.Add(recording);
    }

    /// <summary>What the reader lets through: nulls inside lists.</summary>
    private static string? Fault(Recording recording)
    {
        if (recording is { Text: null, Messages: null })
            return "has neither 'text' nor 'messages'";
        if (recording.Messages?.Any(message => message is null) == true)
            return "has null among its 'messages'";
        var endpoint = recording.Answers.FirstOrDefault(answers => answers.Value?.All(answer => answer is not null) != true).Key;
        return endpoint is null ? null : $"has null for, or among, the 'answers' of '{endpoint}'";
    }

    private static string KeyOf(IEnumerable<ChatMessage> messages) =>
        string.Join('\u001e', messages.Select(message => $"{message.Role}\u001f{message.Text}"));

    private static Recording Read(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecordingJsonContext.Default.Recording)
                ?? throw new InvalidDataException($"{path}({number}): a recording is an object, not null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}({number}): not a recording, at '{exception.Path}'.", exception);
        }
    }

    private static StreamReader Open(string path)
    {
        Stream file = File.OpenRead(path);
        return new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }
}
