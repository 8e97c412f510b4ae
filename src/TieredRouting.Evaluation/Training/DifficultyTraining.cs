namespace TieredRouting.Evaluation;

/// <summary>
/// Learns the difficulty signal from recordings: how likely a small endpoint fails where a large one succeeds. What is counted of each request is kept in memory, at most about 30 kB, and no text. An audit
/// record holds no text, so nothing is learnt from an audit. One training runs at a time; make another for another.
/// </summary>
public sealed class DifficultyTraining
{
    private readonly string _small;
    private readonly string _large;
    private JsonLines? _lines;
    private DifficultyTrainer? _trainer;

    /// <summary>Prepares a training; nothing is read yet.</summary>
    /// <param name="small">The small endpoint, by the name it has in the recordings.</param>
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

    /// <summary>How far the training is, from 0 to 1. Safe to ask from another thread.</summary>
    public double Progress => ((_lines?.Progress ?? 0) + (_trainer?.Progress ?? 0)) / 2;

    /// <summary>Trains on a file of recordings. The same file makes the same model.</summary>
    /// <param name="recordings">The file: JSON Lines, plain or compressed (<c>.gz</c>).</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The model, and what it is worth.</returns>
    /// <exception cref="InputException">The file cannot be used, every error is named, up to 20; or it teaches nothing.</exception>
    public TrainedDifficulty Train(FileInfo recordings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        _lines = new JsonLines(recordings);
        var reading = new LabelledReading(_lines, _small, _large);
        var requests = reading.Read(cancellationToken);
        if (!requests.Exists(request => request.Won > 0))
            throw new InputException($"{recordings.Name}: teaches nothing: {reading.WhyNothing(requests.Count)}");
        _trainer = new DifficultyTrainer(requests, cancellationToken);
        return _trainer.Train(_small, _large, reading.LeftOut);
    }
}
