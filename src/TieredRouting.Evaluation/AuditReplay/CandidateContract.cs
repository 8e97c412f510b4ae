using TieredRouting.Policies;

namespace TieredRouting.Evaluation;

/// <summary>A contract of the candidate, with the names of what may give reasons under it.</summary>
internal sealed class CandidateContract(ContractPolicy policy)
{
    private readonly HashSet<string> _rules = [.. policy.Rules.Select(rule => rule.Name), .. PolicyReasons.Names];

    public ContractPolicy Policy => policy;

    public bool HasRule(string name) => _rules.Contains(name);
}
