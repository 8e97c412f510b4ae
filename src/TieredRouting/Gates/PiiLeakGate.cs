using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>Refuses personal data that was not in the request. What the model was given it may say, in whichever notation.</summary>
internal sealed class PiiLeakGate : IAnswerGate
{
    /// <summary>What the policy lane finds and is no personal data.</summary>
    private static readonly string[] Impersonal = [EvidenceKinds.Credential, EvidenceKinds.Payroll, EvidenceKinds.Legal, EvidenceKinds.Health];

    private readonly EvidenceGate _nothingGiven = new(GateNames.PiiLeak, IsPersonal);

    public string Name => GateNames.PiiLeak;

    public IAnswerGate ForRequest(SignalRequest request) => new EvidenceGate(Name, IsPersonal, new GivenText(request));

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => _nothingGiven.CheckAsync(answer, cancellationToken);

    private static bool IsPersonal(string kind) => !Impersonal.Contains(kind, StringComparer.Ordinal);
}
