namespace TieredRouting.Gates;

/// <summary>Refuses prices that nobody gave, and promises that neither the contract nor a source makes.</summary>
internal sealed class PriceCommitmentGate : IAnswerGate
{
    public string Name => GateNames.PriceCommitment;

    public IAnswerGate ForRequest(SignalRequest request) => new PriceGate(new GivenPrices(request));

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new PriceGate(given: null).CheckAsync(answer, cancellationToken);
}
