namespace TieredRouting.Evaluation;

/// <summary>
/// Learns the difficulty signal, from recordings or from a labelled audit: how likely a small endpoint fails where a large one succeeds. What is counted of each request is kept in memory, at most about 30 kB, and no text.
/// One training runs at a time; make another for another.
/// </summary>
public sealed class DifficultyTraining
{
    private readonly string _small;
    private readonly string _large;
    private Func<double> _read = static () => 0;
    private DifficultyTrainer? _trainer;

    /// <summary>Prepares a training; nothing is read yet.</summary>
    /// <param name="small">The small endpoint, by the name it has in the recordings or the audit.</param>
    /// <param name="large">The large endpoint.</param>
    /// <exception cref="ArgumentException">A name is empty, or both are the same.</exception>
    public DifficultyTraining(string small, string large)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(small);
        ArgumentException.ThrowIfNullOrWhiteSpace(large);
        if (small == large)
            throw new ArgumentException("The two endpoints must differ.", nameof(large));
        (_small, _large) = (small, large);
    }

    /// <summary>The contract whose requests teach, by its name in any case; <see langword="null"/> for those of all. Others are passed over.</summary>
    public string? Contract { get; init; }

    /// <summary>How far the training is, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => (_read() + (_trainer?.Progress ?? 0)) / 2;

    /// <summary>Trains on a file of recordings. The same file makes the same model.</summary>
    /// <param name="recordings">The file: JSON Lines, plain or compressed (<c>.gz</c>).</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The model, and what it is worth. Each request is scored by a model that had seen none of its question: of the same <c>group</c>, or else of the same text.</returns>
    /// <exception cref="InputException">The file cannot be used, every error is named, up to 20; or it teaches nothing.</exception>
    public TrainedDifficulty Train(FileInfo recordings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var lines = new JsonLines(recordings);
        (_read, _trainer) = (() => lines.Progress, null);
        return Learn(recordings, new LabelledReading(lines, _small, _large, Contract).Read(cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Trains on an audit whose contracts keep what was asked (<see cref="ContractBuilder.CaptureContent"/>), and whose answers people have judged (<see cref="IRoutingFeedback"/>). The small endpoint fails where its answer was
    /// refused for its form, its content or because it declines, or was said to be wrong. Requests of which too little is known are left out and counted. The same audit makes the same model.
    /// </summary>
    /// <param name="audit">The file that is written, plain or packed (<c>.gz</c>); those it was rolled into are read before it. It is read twice.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The model, and what it is worth on requests such as these: where the small endpoint is right, the large one counts as right too.</returns>
    /// <exception cref="InputException">The audit, or a line of it, cannot be used, every error is named, up to 20; or it teaches nothing.</exception>
    /// <remarks>
    /// What was redacted of a text teaches as the kind that stands in its place, and instructions teach nothing, as they are no part of what is measured. The work is done on the caller's thread, as in
    /// <see cref="Train"/>: where that is to answer meanwhile, call it in <see cref="Task.Run(Func{Task})"/>.
    /// </remarks>
    public async Task<TrainedDifficulty> TrainAuditAsync(FileInfo audit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var reading = new AuditedRequests(new AuditLines(audit), new AuditLines(audit), _small, _large, Contract);
        (_read, _trainer) = (() => reading.Progress, null);
        return Learn(audit, await reading.ReadAsync(cancellationToken), cancellationToken);
    }

    private TrainedDifficulty Learn(FileInfo file, LabelledRequests requests, CancellationToken cancellationToken)
    {
        if (requests.WhyNothing(_small, _large) is { } why)
            throw new InputException($"{file.Name}: teaches nothing: {why}");
        _trainer = new DifficultyTrainer(requests, cancellationToken);
        return _trainer.Train(_small, _large);
    }
}
