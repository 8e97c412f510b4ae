namespace TieredRouting.Gates;

/// <summary>Stands for the judge. Asking one is a model call, which the fallback makes; without it there is no verdict.</summary>
internal sealed class JudgeGate : IAnswerGate
{
    public string Name => GateNames.Judge;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Unavailable);
}
