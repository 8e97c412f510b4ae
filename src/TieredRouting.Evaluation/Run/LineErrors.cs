namespace TieredRouting.Evaluation;

/// <summary>What is wrong with lines of a file, in their order, up to a limit. Safe to call from several threads at once.</summary>
internal sealed class LineErrors
{
    private const int Most = 20;

    private readonly SortedDictionary<int, string> _byLine = [];
    private readonly Lock _gate = new();

    /// <summary>Whether so much is wrong that reading on helps nobody.</summary>
    public bool AreMany
    {
        get
        {
            lock (_gate)
                return _byLine.Count >= Most;
        }
    }

    /// <summary>Notes what is wrong with a line, unless something else is.</summary>
    public void Add(int line, string error)
    {
        lock (_gate)
            _byLine.TryAdd(line, error);
    }

    /// <summary>Notes that a line repeats an id: read in order, it would have been refused for that, whatever was found out side by side.</summary>
    public void AddRepeat(int line, string error)
    {
        lock (_gate)
            _byLine[line] = error;
    }

    /// <exception cref="InputException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_byLine.Count > 0)
            throw new InputException([.. _byLine.Values.Take(Most)]);
    }
}
