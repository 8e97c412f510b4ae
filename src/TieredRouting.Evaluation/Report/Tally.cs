namespace TieredRouting.Evaluation;

/// <summary>Running counts of some requests. Not thread-safe.</summary>
internal sealed class Tally
{
    public int Requests { get; private set; }

    public int Correct { get; private set; }

    public int Escalated { get; private set; }

    public decimal Cost { get; private set; }

    public double Accuracy => Share(Correct, Requests);

    public double EscalationRate => Share(Escalated, Requests);

    public decimal? CostPerSuccess => Correct == 0 ? null : Cost / Correct;

    public void Add(bool correct, decimal cost, bool escalated = false)
    {
        Requests++;
        Correct += correct ? 1 : 0;
        Escalated += escalated ? 1 : 0;
        Cost += cost;
    }

    public static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
