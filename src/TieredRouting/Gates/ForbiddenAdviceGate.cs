namespace TieredRouting.Gates;

/// <summary>Refuses advice of the categories that the contract forbids.</summary>
internal sealed class ForbiddenAdviceGate : IAnswerGate
{
    private readonly PhraseGate?[] _bySelection = new PhraseGate?[1 << Enum.GetValues<AdviceCategory>().Length];

    public string Name => GateNames.ForbiddenAdvice;

    public IAnswerGate ForRequest(SignalRequest request) => Of(request.Contract.GateSettings.ForbiddenAdvice.Categories);

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => Of(Enum.GetValues<AdviceCategory>()).CheckAsync(answer, cancellationToken);

    /// <summary>Made when it is first asked for; two that are made at once are alike.</summary>
    private PhraseGate Of(IReadOnlyList<AdviceCategory> categories)
    {
        var selection = 0;
        for (var i = 0; i < categories.Count; i++)
            selection |= 1 << (int)categories[i];
        return _bySelection[selection] ??= new PhraseGate(Name, new PhraseSet(categories.Distinct().SelectMany(AdvicePhrases.Of)), areBuiltIn: true);
    }
}
