using TieredRouting.Contracts;
using TieredRouting.Telemetry;

namespace TieredRouting.Configuration;

/// <summary>Checks that certified thresholds are what they say, and are about what the contract goes by.</summary>
internal static class CalibrationCheck
{
    /// <param name="path">Where the entries stand.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="learnt">Whether a model is named that tells how hard its requests are.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(string path, ContractOptions contract, bool learnt, ConfigurationErrors errors)
    {
        var cohorts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < contract.Calibration?.Count; i++)
        {
            var (entry, place) = (contract.Calibration[i], $"{path}.{i}");
            errors.Require(cohorts.Add(entry.Cohort is null ? "" : $"of {entry.Cohort}"), $"{place}.cohort", $"has an entry already: one for each cohort, and one without");
            CheckScore(place, entry, contract, learnt, errors);
            CheckNumbers(place, entry, errors);
        }
    }

    private static void CheckScore(string path, CertifiedThreshold entry, ContractOptions contract, bool learnt, ConfigurationErrors errors)
    {
        var own = ContractCalibration.ScoreOf(contract.Confidence, contract.Disagreement, learnt);
        errors.Require(entry.Score == own, $"{path}.score", $"is '{EnumNames.Of(entry.Score)}', and the contract goes by '{EnumNames.Of(own)}' now: calibrate it again");
        if (entry.Score != AcceptanceScore.Ease)
            errors.Require(entry.Model is null, $"{path}.model", $"belongs to the score '{EnumNames.Of(AcceptanceScore.Ease)}'");
        else if (contract.DifficultyVersion is { } version)
            errors.Require(entry.Threshold is null || entry.Model == version, $"{path}.model", $"is not the difficulty model in force, which is '{version}': calibrate it again");
    }

    private static void CheckNumbers(string path, CertifiedThreshold entry, ConfigurationErrors errors)
    {
        errors.Require(entry.N >= 0, $"{path}.n", "must be zero or more");
        errors.Require(entry.Errors >= 0 && entry.Errors <= entry.N, $"{path}.errors", "must lie between zero and n");
        errors.Require(entry.Bound is >= 0 and <= 1, $"{path}.bound", "must lie between 0 and 1");
        errors.Require(entry.MaxError is >= 0 and < 1, $"{path}.maxError", "must lie between 0 and 1");
        errors.Require(entry.Confidence is >= 0 and < 1, $"{path}.confidence", "must lie between 0 and 1");
        if (entry.Threshold is not { } threshold)
            return;
        errors.Require(threshold is >= 0 and <= 1, $"{path}.threshold", "must lie between 0 and 1, or be null");
        errors.Require(entry.MaxError > 0, $"{path}.maxError", "is required beside a threshold");
        errors.Require(entry.Confidence > 0, $"{path}.confidence", "is required beside a threshold");
        errors.Require(entry.Bound <= entry.MaxError, $"{path}.threshold", "is not certified: the bound lies above maxError, so it has to be null");
    }
}
