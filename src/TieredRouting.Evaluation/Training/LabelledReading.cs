using System.Globalization;
using TieredRouting.Contracts;
using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>Reads recordings as training needs them. A recording without a judged answer of both endpoints is left out and counted; what cannot be read is an error.</summary>
internal sealed class LabelledReading(JsonLines lines, string small, string large, string? contract)
{
    private readonly LineErrors _errors = new();
    private readonly SeenIds _seen = new();
    private readonly FewNames _endpoints = new();
    private bool _any;
    private bool _isNone = true;
    private int _leftOut;

    /// <exception cref="InputException">The file, or a line of it, cannot be used.</exception>
    public LabelledRequests Read(CancellationToken cancellationToken)
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
        return _any ? ToResult(requests) : throw lines.Empty();
    }

    private LabelledRequests ToResult(List<LabelledRequest> requests) => new(requests)
    {
        WhyNone = _isNone ? LabelledRequests.NoneOf(contract) : $"no recording holds a judged answer of both '{small}' and '{large}'; endpoints there: {_endpoints}",
        LeftOut = _leftOut,
        Notes = _leftOut > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{_leftOut} recordings are left out: one of the two endpoints has no judged answer there")] : [],
    };

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
        if (contract is not null && !contract.Equals(recording.Contract ?? ContractNames.Default, StringComparison.OrdinalIgnoreCase))
            return null;
        _isNone = false;
        _endpoints.Add(recording.Answers!.Keys);
        if (recording.SuccessOf(small) is not { } weak || recording.SuccessOf(large) is not { } strong)
        {
            _leftOut++;
            return null;
        }

        return LabelledRequest.Of(SeenIds.HashOf(recording.Id!), SeenIds.HashOf(recording.Group ?? text), recording.Cohort ?? recording.Facts?.Cohort, text, won: (1 - weak) * strong, lost: weak * (1 - strong));
    }
}
