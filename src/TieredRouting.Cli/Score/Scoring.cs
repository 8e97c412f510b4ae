using System.Buffers;
using System.Text.Json;
using TieredRouting.Configuration;
using TieredRouting.Evaluation;
using TieredRouting.Signals;

namespace TieredRouting.Cli;

/// <summary>Scores every request of a file. A line that cannot be used does not keep the others from being scored.</summary>
internal sealed class Scoring(DifficultyModel model, JsonLines requests, Stream target)
{
    private readonly FewLines _errors = new();
    private readonly SeenIds _seen = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _scored;
    private double _sum;
    private double _easiest = 1;
    private double _hardest;

    public static async Task<int> RunAsync(FileInfo model, FileInfo requests, FileInfo? output, JsonOutput json, Terminal terminal, CancellationToken cancellationToken)
    {
        var lines = new JsonLines(requests);
        var read = ReadModel(model);
        using var results = ResultFile.Open(output, terminal, model, requests);
        var scoring = new Scoring(read, lines, results.Stream);
        await Watching.UntilDoneAsync($"Scoring {requests.Name}", () => lines.Progress, terminal, () =>
        {
            scoring.Run(cancellationToken);
            return Task.CompletedTask;
        });
        // Where nothing was scored, what an earlier run wrote is worth more.
        if (scoring._scored > 0)
            results.Keep();
        if (scoring._scored > 0 || !json.LeavesTable)
            json.Write(scoring.Summary(), DifficultySummaryContext.Default.ScoreSummary);
        return UnusableLines.Tell(scoring._errors.First, scoring._errors.Count, requests, terminal);
    }

    /// <exception cref="InputException">It cannot be used; the error names line and property.</exception>
    private static DifficultyModel ReadModel(FileInfo file)
    {
        try
        {
            if (file is { Exists: true, Length: > DifficultyFile.LargestFile })
                throw new InputException($"{file.Name}: is larger than any model");
            return DifficultyFile.Read(File.ReadAllBytes(file.FullName), out var error) ?? throw new InputException($"{file.Name}{error}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {FileFlaw.Of(file.FullName, exception)}");
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        var found = false;
        try
        {
            foreach (var (number, line) in requests.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                found = true;
                Score(number, line);
            }
        }
        // What was scored before a file broke off is kept.
        catch (InputException exception)
        {
            _errors.Add(exception.Errors[0]);
        }

        if (!found && _errors.Count == 0)
            _errors.Add(requests.Empty().Message);
    }

    private void Score(int number, string line)
    {
        try
        {
            var request = requests.Parse(number, line, RequestJsonContext.Default.RequestLine);
            var text = RequestText.Of(RequestReading.Read(request).Messages);
            _seen.Add(request.Id!, number);
            Write(request.Id!, model.Difficulty(text));
        }
        catch (InputException exception)
        {
            _errors.Add(exception.Errors[0]);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or RepeatedIdException)
        {
            _errors.Add(requests.Unusable(number, exception.Message.TrimEnd('.')).Message);
        }
    }

    private void Write(string id, double difficulty)
    {
        // A line that fails half-way must leave nothing behind.
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteNumber("difficulty", difficulty);
            json.WriteEndObject();
        }

        _line.Write("\n"u8);
        target.Write(_line.WrittenSpan);
        (_scored, _sum) = (_scored + 1, _sum + difficulty);
        (_easiest, _hardest) = (Math.Min(_easiest, difficulty), Math.Max(_hardest, difficulty));
    }

    private ScoreSummary Summary() =>
        _scored == 0 ? new ScoreSummary(0, _errors.Count, null, null, null) : new ScoreSummary(_scored, _errors.Count, _easiest, _sum / _scored, _hardest);
}
