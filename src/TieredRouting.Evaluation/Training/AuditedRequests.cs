using System.Globalization;
using TieredRouting.Audit;

namespace TieredRouting.Evaluation;

/// <summary>
/// Reads an audit as training needs it: once for how the two endpoints did at each request, since people judge an answer later, and once for the texts of those requests of which enough is known. A request's text is that of its
/// first client call, before any tool gave something back.
/// </summary>
/// <param name="first">The audit.</param>
/// <param name="second">The same once more.</param>
/// <param name="small">The small endpoint.</param>
/// <param name="large">The large endpoint.</param>
/// <param name="contract">The contract whose requests teach; <see langword="null"/> for those of all.</param>
internal sealed class AuditedRequests(AuditLines first, AuditLines second, string small, string large, string? contract)
{
    private readonly AuditedOutcomes _outcomes = new(small, large);
    private readonly List<LabelledRequest> _requests = [];
    private int _unknown;
    private int _withoutText;
    private int _expected;

    /// <summary>How much was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => (first.Progress + second.Progress) / 2;

    private int LeftOut => _unknown + _withoutText;

    /// <exception cref="InputException">The audit, or a line of it, cannot be used.</exception>
    public async Task<LabelledRequests> ReadAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(first, _outcomes.Add, cancellationToken);
        _outcomes.Conclude();
        await ReadAsync(second, Take, cancellationToken);
        return new LabelledRequests(_requests) { WhyNone = WhyNone(), LeftOut = LeftOut, Notes = [.. Notes()] };
    }

    private Task ReadAsync(AuditLines audit, Action<AuditEntry> take, CancellationToken cancellationToken)
    {
        void TakeOwn(AuditEntry entry)
        {
            if (entry.Event is not null || contract is null || string.Equals(entry.Contract, contract, StringComparison.OrdinalIgnoreCase))
                take(entry);
        }

        return audit.ReadWholeAsync(TakeOwn, cancellationToken);
    }

    private void Take(AuditEntry entry)
    {
        if (entry is not { Event: null, Route: { } route } || !_outcomes.TryTake(route, out var outcome))
            return;
        if (WonBy(outcome) is not { } won)
            _unknown++;
        else if (TextOf(entry) is not { Length: > 0 } text)
            _withoutText++;
        else
            Take(route, entry.Cohort, text, won, outcome);
    }

    private void Take(string route, string? cohort, string text, double won, AuditedOutcome outcome)
    {
        _requests.Add(LabelledRequest.Of(SeenIds.HashOf(route), SeenIds.HashOf(text), cohort, text, won, lost: 0));
        if (outcome.Small is false && outcome.Large is null)
            _expected++;
    }

    /// <summary>
    /// How likely only the large endpoint is right. Where the small one is, nobody asked the large one, and there is nothing to win. Where the small one was refused and nobody judged the large one's answer, nothing is known, as
    /// where nobody judged the small one's: else the requests that a check catches would outnumber the others by as much as people are silent.
    /// </summary>
    private double? WonBy(AuditedOutcome outcome) => outcome switch
    {
        { Small: true } => 0,
        { Small: false, Large: { } right } => right ? 1 : 0,
        { Small: false, Answered: PairedEndpoint.Small } => _outcomes.Rescued,
        _ => null,
    };

    /// <summary>The text as the router reads it, but for what was redacted: the instructions are none of it.</summary>
    private static string? TextOf(AuditEntry entry) => entry.Content is { Messages: { } messages }
        ? string.Join('\n', messages.Where(message => message is { Text: not null, Role: not ContentCapture.Instructions }).Select(message => message.Text))
        : null;

    private string WhyNone() => LeftOut == 0 ? LabelledRequests.NoneOf(contract)
        : _withoutText > 0 ? "no record holds what was asked: a contract keeps it with 'captureContent'"
        : $"of no request is it known whether '{small}' is right, or else '{large}'; endpoints there: {_outcomes.Endpoints}";

    private IEnumerable<string> Notes()
    {
        if (_unknown > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{_unknown} requests are left out: nobody says whether '{small}' is right there, or '{large}' where it is not");
        if (_withoutText > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{_withoutText} requests are left out: their records hold no text");
        if (_expected > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"at {_expected} requests '{small}' was wrong and '{large}' was not asked; it counts as right at {_outcomes.Rescued:0.###} of each, its share where both were asked");
    }
}
