using System.Collections;

namespace TieredRouting;

/// <summary>The signals of one request, each name once. Immutable.</summary>
public sealed class SignalSet : IReadOnlyList<Signal>
{
    private readonly Signal[] _signals;

    /// <summary>Creates a set.</summary>
    /// <param name="signals">The signals.</param>
    /// <exception cref="ArgumentException">Two signals share a name.</exception>
    public SignalSet(params IEnumerable<Signal> signals)
        : this([.. signals])
    {
        var twice = _signals.GroupBy(signal => signal.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"Two signals are called '{twice.Key}'.", nameof(signals));
    }

    internal SignalSet(Signal[] signals) => _signals = signals;

    /// <summary>How many signals there are, unavailable ones included.</summary>
    public int Count => _signals.Length;

    /// <summary>The signal at a place.</summary>
    /// <param name="index">The place.</param>
    /// <returns>The signal.</returns>
    public Signal this[int index] => _signals[index];

    /// <summary>The signal of a name; <see langword="null"/> when nobody measured it or it is unavailable.</summary>
    /// <param name="name">The signal's name.</param>
    /// <returns>The signal.</returns>
    public Signal? this[string name] => Find(name) is { IsAvailable: true } signal ? signal : null;

    /// <summary>The signal of a name, available or not.</summary>
    internal Signal? Find(string name)
    {
        // A handful of signals: a walk is faster than a dictionary, and allocates nothing.
        foreach (var signal in _signals)
        {
            if (signal.Name == name)
                return signal;
        }

        return null;
    }

    /// <inheritdoc />
    public IEnumerator<Signal> GetEnumerator() => ((IEnumerable<Signal>)_signals).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
