using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>The recordings that answer hand-written cases, found by the request's messages. Only those that a case asks for are kept. Immutable once read.</summary>
internal sealed class CaseAnswers
{
    private readonly Dictionary<UInt128, List<RecordingLine>> _byRequest = [];

    private CaseAnswers()
    {
    }

    /// <exception cref="InputException">A file cannot be used.</exception>
    public static CaseAnswers Read(FileInfo recordings, JsonLines cases)
    {
        var answers = new CaseAnswers();
        answers.NoteRequests(cases);
        answers.Keep(new JsonLines(recordings));
        return answers;
    }

    /// <summary>The recording of a request; of several, the one under its contract.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public RecordingLine Find(IReadOnlyList<ChatMessage> messages, string? contract)
    {
        var found = _byRequest.GetValueOrDefault(KeyOf(messages)) ?? [];
        return found.Find(recording => string.Equals(recording.Contract, contract, StringComparison.OrdinalIgnoreCase))
            ?? found.FirstOrDefault()
            ?? throw new FormatException("asks what no recording asks: recordings are found by the request's text or messages");
    }

    /// <summary>What cannot be read is named when the case itself is run.</summary>
    private void NoteRequests(JsonLines cases)
    {
        foreach (var (number, line) in cases.Read())
        {
            try
            {
                _byRequest.TryAdd(KeyOf(RequestReading.Read(cases.Parse(number, line, EvaluationJsonContext.Default.CaseLine)).Messages), []);
            }
            catch (Exception exception) when (exception is FormatException or InputException)
            {
                continue;
            }
        }
    }

    private void Keep(JsonLines recordings)
    {
        var errors = new LineErrors();
        var seen = new SeenIds();
        foreach (var (number, line) in recordings.Read())
        {
            try
            {
                Keep(recordings.Parse(number, line, EvaluationJsonContext.Default.RecordingLine), seen, number);
            }
            catch (InputException exception)
            {
                errors.Add(number, exception.Errors[0]);
            }
            catch (FormatException exception)
            {
                errors.Add(number, recordings.Unusable(number, exception.Message).Message);
            }

            if (errors.AreMany)
                break;
        }

        errors.ThrowIfAny();
    }

    private void Keep(RecordingLine recording, SeenIds seen, int number)
    {
        recording.Check();
        var messages = RequestReading.Read(recording).Messages;
        seen.Add(recording.Id!, number);
        if (_byRequest.TryGetValue(KeyOf(messages), out var same))
            same.Add(recording);
    }

    private static UInt128 KeyOf(IReadOnlyList<ChatMessage> messages) =>
        SeenIds.HashOf(string.Join('\u001e', messages.Select(message => $"{message.Role}\u001f{message.Text}")));
}
