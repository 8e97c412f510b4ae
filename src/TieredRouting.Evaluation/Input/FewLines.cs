namespace TieredRouting.Evaluation;

/// <summary>The first lines of what may be millions, and how many there were.</summary>
internal sealed class FewLines
{
    private const int Most = 20;

    private readonly List<string> _first = [];

    public IReadOnlyList<string> First => _first;

    public int Count { get; private set; }

    public void Add(string line)
    {
        Count++;
        if (_first.Count < Most)
            _first.Add(line);
    }

    /// <summary>Adds a line that is not among the first.</summary>
    public void AddOnce(string line)
    {
        if (!_first.Contains(line, StringComparer.Ordinal))
            Add(line);
    }
}
