using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>The recording that one router is being asked now, and how often each endpoint was called for it.</summary>
internal sealed class ReplaySession(VirtualTime time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _calls = new(StringComparer.OrdinalIgnoreCase);
    private RecordingLine? _recording;

    public VirtualTime Time => time;

    /// <summary>What was asked of the recording and is not in it, or <see langword="null"/>.</summary>
    public string? Missing { get; private set; }

    public void Begin(RecordingLine recording)
    {
        lock (_gate)
        {
            (_recording, Missing) = (recording, null);
            _calls.Clear();
        }
    }

    /// <summary>The n-th call of an endpoint gets its n-th answer; the last one repeats.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is not recorded.</exception>
    public (string Recording, RecordedAnswer Answer) Next(string endpoint)
    {
        lock (_gate)
        {
            if (_recording is not { Answers: { } recorded } recording)
                throw new InvalidOperationException("No request is being replayed.");
            var call = _calls.GetValueOrDefault(endpoint);
            if (recording.Answer(endpoint, call) is not { } answer)
                throw new InvalidOperationException(Missing = $"has no answer of the endpoint '{endpoint}'; recorded: {string.Join(", ", recorded.Keys.Order(StringComparer.Ordinal))}");
            _calls[endpoint] = call + 1;
            return (recording.Id!, answer);
        }
    }
}
