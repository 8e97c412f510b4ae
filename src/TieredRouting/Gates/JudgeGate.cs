namespace TieredRouting.Gates;

/// <summary>Stands for the judge. Asking one is a model call, which the fallback makes through the metered door; asked by itself it has no verdict.</summary>
internal sealed class JudgeGate : IAnswerGate
{
    public string Name => GateNames.Judge;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}
