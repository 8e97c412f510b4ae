namespace TieredRouting.Configuration;

/// <summary>Reads what errors cost a contract, and checks it.</summary>
internal static class EconomicsSection
{
    public static ContractEconomics Read(SectionScope contract, ContractEconomics declared)
    {
        if (contract.Object("economics") is not { } scope)
            return declared;
        var economics = new ContractEconomics(
            scope.Number("userVisibleFailure") ?? declared.UserVisibleFailure,
            scope.Number("humanReview") ?? declared.HumanReview,
            scope.Number("rollback") ?? declared.Rollback,
            scope.Number("delayPerSecond") ?? declared.DelayPerSecond);
        scope.Finish();
        return economics;
    }

    public static void Check(string path, ContractEconomics economics, ConfigurationErrors errors)
    {
        foreach (var (name, price) in ((string, decimal)[])
            [("userVisibleFailure", economics.UserVisibleFailure), ("humanReview", economics.HumanReview), ("rollback", economics.Rollback), ("delayPerSecond", economics.DelayPerSecond)])
            errors.Require(price is >= 0 and <= ContractEconomics.Highest, $"{path}.{name}", "must lie between 0 and 1,000,000,000");
    }
}
