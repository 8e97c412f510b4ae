using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>Reads recordings as training needs them. A recording without a judged answer of both endpoints is left out and counted; what cannot be read is an error.</summary>
internal sealed class LabelledReading(JsonLines lines, string small, string large)
{
    private readonly LineErrors _errors = new();
    private readonly SeenIds _seen = new();
    private readonly SortedSet<string> _endpoints = new(StringComparer.Ordinal);
    private bool _any;

    /// <summary>How many recordings were left out.</summary>
    public int LeftOut { get; private set; }

    /// <exception cref="InputException">The file, or a line of it, cannot be used.</exception>
    public List<LabelledRequest> Read(CancellationToken cancellationToken)
    {
        var requests = new List<LabelledRequest>();
        foreach (var (number, line) in lines.Read().TakeWhile(_ => !_errors.AreMany))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _any = true;
            if (TryRead(number, line) is { } request)
                requests.Add(request);
        }

        _errors.ThrowIfAny();
        return _any ? requests : throw lines.Empty();
    }

    /// <summary>Why the requests that were read teach nothing.</summary>
    public string WhyNothing(int read) => read == 0
        ? $"no recording holds a judged answer of both '{small}' and '{large}'; endpoints there: {string.Join(", ", _endpoints.Take(MostNamed))}"
        : $"'{small}' fails nowhere that '{large}' succeeds";

    private const int MostNamed = 20;

    private LabelledRequest? TryRead(int number, string line)
    {
        try
        {
            return Labelled(number, lines.Parse(number, line, EvaluationJsonContext.Default.RecordingLine));
        }
        catch (InputException exception)
        {
            _errors.Add(number, exception.Errors[0]);
        }
        catch (Exception exception) when (exception is FormatException or RepeatedIdException)
        {
            _errors.Add(number, lines.Unusable(number, exception.Message.TrimEnd('.')).Message);
        }

        return null;
    }

    private LabelledRequest? Labelled(int number, RecordingLine recording)
    {
        recording.CheckHead();
        var text = RequestText.Of(RequestReading.Read(recording).Messages);
        _seen.Add(recording.Id!, number);
        if (_endpoints.Count < MostNamed)
            _endpoints.UnionWith(recording.Answers!.Keys);
        if (recording.SuccessOf(small) is not { } weak || recording.SuccessOf(large) is not { } strong)
        {
            LeftOut++;
            return null;
        }

        var (words, weights) = RequestCounting.Words(text);
        return new LabelledRequest
        {
            Id = SeenIds.HashOf(recording.Id!),
            Cohort = recording.Cohort ?? recording.Facts?.Cohort,
            Length = text.Length,
            Counted = RequestCounting.Counted(text),
            Words = words,
            Weights = weights,
            Won = (1 - weak) * strong,
            Lost = weak * (1 - strong),
        };
    }
}
