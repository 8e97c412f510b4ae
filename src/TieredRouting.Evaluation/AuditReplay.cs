using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting.Evaluation;

/// <summary>
/// Decides every request of an audit again under a candidate configuration, from the recorded signals alone and by the code that decides requests, and says what would change. It calls no
/// model, writes no record, and reads no text of a request: none is there. One replay runs at a time.
/// </summary>
/// <remarks>
/// A file is read line by line; kept in memory are sums by contract and cohort (10,000 of them, the rest under <c>other</c>), a hash of the latest ids, and the ids of requests that no
/// evidence covers: about 40 bytes each.
/// </remarks>
public sealed class AuditReplay
{
    private readonly ReplayCandidate _candidate;
    private AuditLines? _lines;

    /// <summary>Builds the candidate.</summary>
    /// <param name="declare">Declares tiers and contracts, as for <c>AddTieredRouting</c>, with the application's own rules and gates. No client is made.</param>
    /// <param name="configureServices">Registers what the declaration needs of a container, or <see langword="null"/>.</param>
    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public AuditReplay(Action<TieredRoutingBuilder> declare, Action<IServiceCollection>? configureServices = null)
    {
        ArgumentNullException.ThrowIfNull(declare);
        _candidate = new ReplayCandidate(declare, configureServices);
    }

    /// <summary>How much of the audit was read, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => _lines?.Progress ?? 0;

    /// <summary>Replays an audit.</summary>
    /// <param name="audit">The file that is written, plain or packed (<c>.gz</c>); those it was rolled into are read before it.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>What would change. Lines that cannot be used are named in its errors; the others are replayed all the same.</returns>
    /// <exception cref="InputException">The file is not there, cannot be opened, or holds no request.</exception>
    public async Task<ReplayReport> RunAsync(FileInfo audit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var (lines, sums) = (new AuditLines(audit), new ReplaySums(_candidate));
        _lines = lines;
        await new AuditRecords<RecordedRequest>(lines, RecordedRequestReader.Read, request => request.Event is null ? request.Id : null).ReadAsync(sums.Add, cancellationToken);
        var report = ReplayReporting.Of(sums, _candidate.Model.Ladder.Currency, lines.Flaws);
        return report is { Requests: 0, Unusable: 0 } ? throw new InputException($"{audit.Name}: holds no record of a request") : report;
    }
}
