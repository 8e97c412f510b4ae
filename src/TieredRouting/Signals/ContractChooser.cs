using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>Chooses the contract of a request by the examples that contracts give. Built once; immutable and safe to call from several threads at once.</summary>
internal sealed class ContractChooser
{
    private const int MostTurns = 8;
    private const int ShortTurn = 3;

    /// <summary>What is learnt from; more would keep a start waiting.</summary>
    private const long MostWork = 20_000_000;

    private readonly ContractExamples[] _contracts;
    private readonly ExampleClassifier _classifier;
    private readonly float _threshold;

    private ContractChooser(ContractExamples[] contracts, List<LabelledText> examples)
    {
        (_contracts, Examples) = (contracts, examples);
        _classifier = ExampleTraining.Train(examples, contracts.Length);
        _threshold = ExampleThreshold.Of(examples, contracts.Length);
    }

    /// <summary>What it learnt from.</summary>
    public IReadOnlyList<LabelledText> Examples { get; }

    /// <summary>The contracts it chooses from, with their examples.</summary>
    public IReadOnlyList<ContractExamples> Choices => _contracts;

    /// <summary>The contracts it chooses from.</summary>
    public IEnumerable<string> Contracts => _contracts.Select(contract => contract.Contract);

    /// <summary>Learns from examples, in whichever order they come.</summary>
    /// <param name="contracts">The contracts that give some.</param>
    public static ContractChooser Of(IEnumerable<ContractExamples> contracts)
    {
        var sorted = Sorted(contracts);
        return new ContractChooser(sorted, Labelled(sorted));
    }

    /// <summary>Whether so many examples of so many contracts can be learnt from.</summary>
    public static bool CanLearn(IReadOnlyCollection<ContractExamples> contracts) => contracts.Sum(contract => (long)contract.Texts.Count) * contracts.Count <= MostWork;

    /// <summary>Whether it learnt from the same examples.</summary>
    public bool IsOf(IEnumerable<ContractExamples> contracts)
    {
        var sorted = Sorted(contracts);
        return sorted.Length == _contracts.Length && sorted.Zip(_contracts).All(pair => pair.First.IsSameAs(pair.Second));
    }

    /// <summary>
    /// Chooses by what the user said last. What is said in three words or fewer and fits no contract goes on with what the user said before: "yes, please" is no intent of its own.
    /// What others say, tools above all, chooses nothing.
    /// </summary>
    public async ValueTask<ContractChoice> ChooseAsync(IReadOnlyList<ChatMessage> messages, EmbeddedContracts? embedded, CancellationToken cancellationToken)
    {
        ContractChoice? last = null;
        for (int i = messages.Count - 1, turns = 0; i >= 0 && turns < MostTurns; i--)
        {
            if (messages[i].Role != ChatRole.User)
                continue;
            turns++;
            var text = messages[i].Text;
            var choice = embedded is null ? Choose(text) : await embedded.ChooseAsync(text, cancellationToken) ?? Choose(text);
            last ??= choice;
            if (choice.Contract is not null)
                return choice;
            if (!IsShort(text))
                return last;
        }

        return last ?? Choose(string.Empty);
    }

    public ContractChoice Choose(ReadOnlySpan<char> text) => ChoiceOf(_classifier.Classify(text), _threshold);

    /// <summary>The choice that a guess comes to.</summary>
    public ContractChoice ChoiceOf((int Label, float Score) guess, float threshold) => new(_contracts[guess.Label].Contract, guess.Score, threshold);

    private static ContractExamples[] Sorted(IEnumerable<ContractExamples> contracts) => [.. contracts.OrderBy(contract => contract.Contract, StringComparer.Ordinal)];

    private static bool IsShort(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[WordReader.Longest];
        var at = 0;
        for (var words = 0; words <= ShortTurn; words++)
        {
            if (WordReader.Next(text, ref at, word) == 0)
                return true;
        }

        return false;
    }

    /// <summary>The examples by contract, each of a contract once, in an order of their own.</summary>
    private static List<LabelledText> Labelled(ContractExamples[] contracts) =>
        [.. contracts.SelectMany((contract, label) => contract.Texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(text => new LabelledText(label, text)))];
}
