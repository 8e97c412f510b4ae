using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>The gates that every routing has. One that no contract names costs nothing.</summary>
internal static class BuiltInGates
{
    public static IEnumerable<IAnswerGate> All =>
    [
        new PiiLeakGate(),
        new EvidenceGate(GateNames.CredentialLeak, kind => kind == EvidenceKinds.Credential),
        new ForbiddenAdviceGate(),
        new RegulatedLanguageGate(),
        new PriceCommitmentGate(),
        new GroundednessGate(),
        new JudgeGate(),
    ];
}
