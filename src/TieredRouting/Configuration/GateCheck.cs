using TieredRouting.Contracts;
using TieredRouting.Gates;

namespace TieredRouting.Configuration;

/// <summary>Checks what a contract says of the built-in gates, and whether a gate it names has what it needs.</summary>
internal sealed class GateCheck(TieredRoutingOptions options, IReadOnlySet<string> gates, ConfigurationErrors errors)
{
    private const int LeastJudgeTokens = 16;

    public void Check(string name, ContractOptions contract)
    {
        var path = $"contracts.{name}";
        foreach (var gate in contract.Gates)
            errors.Require(gates.Contains(gate), $"{path}.gates", $"names the gate '{gate}', which nobody added; known: {string.Join(", ", gates.Order(StringComparer.Ordinal))}");
        var settings = contract.GateSettings ?? GateSettings.None;
        CheckLanguage($"{path}.gateSettings.regulatedLanguage", settings.RegulatedLanguage);
        CheckJudge(path, settings.Judge, contract);
        errors.Require(settings.Groundedness.MinimumOverlap is >= 0 and <= 1, $"{path}.gateSettings.groundedness.minimumOverlap", "must lie between 0 and 1");
    }

    private void CheckLanguage(string path, LanguageSettings language)
    {
        CheckPhrases(path, language.Everywhere);
        foreach (var (market, phrases) in language.Markets)
            CheckPhrases($"{path}.markets.{market}", phrases);
    }

    private void CheckPhrases(string path, PhraseLists phrases)
    {
        foreach (var (list, texts) in ((string, IReadOnlyList<string>)[])[("required", phrases.Required), ("banned", phrases.Banned)])
            errors.Require(texts.All(Phrase.CanBe), $"{path}.{list}", $"holds a phrase without a word, or one of more than {Phrase.MostCharacters} characters");
    }

    private void CheckJudge(string path, JudgeSettings judge, ContractOptions contract)
    {
        LadderCheck.RequireEndpointOf(options, $"{path}.gateSettings.judge", judge.Tier, judge.Endpoint, errors);
        errors.Require(judge.MaxOutputTokens >= LeastJudgeTokens, $"{path}.gateSettings.judge.maxOutputTokens", "must be 16 tokens or more");
        errors.Require(!contract.Gates.Contains(GateNames.Judge) || !string.IsNullOrWhiteSpace(contract.Quality?.Rubric), $"{path}.quality.rubric", "is required by the gate 'judge'");
    }
}
