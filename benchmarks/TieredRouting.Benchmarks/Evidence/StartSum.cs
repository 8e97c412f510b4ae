namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What requests cost, errors priced in, and how many were right.</summary>
internal sealed class StartSum
{
    private double _cost;
    private double _right;

    public double PerSuccess => _cost / _right;

    public void Add((double Cost, double Right) request)
    {
        _cost += request.Cost;
        _right += request.Right;
    }
}
