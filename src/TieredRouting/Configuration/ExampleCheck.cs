using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>The examples that contracts give, and what is unwise in them.</summary>
internal static class ExampleCheck
{
    public static List<ContractExamples> ExamplesOf(TieredRoutingOptions options) =>
        [.. options.Contracts.Where(contract => contract.Value.Examples.Count > 0).Select(contract => new ContractExamples(contract.Key, contract.Value.Examples))];

    public static IEnumerable<string> Warnings(TieredRoutingOptions options)
    {
        var contracts = ExamplesOf(options);
        if (!ContractChooser.CanLearn(contracts))
            yield return "contracts.*.examples: there are too many to learn from, so no contract is chosen by them";
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (contract, text, index) in contracts.SelectMany(contract => contract.Texts.Select((text, index) => (contract.Contract, text, index))))
        {
            if (!first.TryAdd(text.Trim(), contract) && first[text.Trim()] is var other && other != contract)
                yield return $"contracts.{contract}.examples[{index}]: it is an example of '{other}' too, so what is like it may be given to either";
        }
    }
}
