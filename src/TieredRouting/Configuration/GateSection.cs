using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>Reads what a contract says of the built-in gates, over what code said.</summary>
internal static class GateSection
{
    public static GateSettings? Read(SectionScope contract, GateSettings? declared)
    {
        if (contract.Object("gateSettings") is not { } scope)
            return declared;
        var settings = declared ?? GateSettings.None;
        settings = settings with
        {
            ForbiddenAdvice = ReadAdvice(scope, settings.ForbiddenAdvice),
            RegulatedLanguage = ReadLanguage(scope, settings.RegulatedLanguage),
            PriceCommitment = ReadPrices(scope, settings.PriceCommitment),
            Groundedness = ReadGroundedness(scope, settings.Groundedness),
            Judge = ReadJudge(scope, settings.Judge),
        };
        scope.Finish();
        return settings;
    }

    private static AdviceSettings ReadAdvice(SectionScope settings, AdviceSettings declared)
    {
        if (settings.Object("forbiddenAdvice") is not { } scope)
            return declared;
        var categories = scope.Choices<AdviceCategory>("categories");
        scope.Require(categories is null or { Count: > 0 }, "categories", "names no category; a contract that forbids no advice does not name the gate");
        scope.Finish();
        return categories is null ? declared : new AdviceSettings(categories);
    }

    private static LanguageSettings ReadLanguage(SectionScope settings, LanguageSettings declared)
    {
        if (settings.Object("regulatedLanguage") is not { } scope)
            return declared;
        var language = declared with { Market = scope.Text("market") ?? declared.Market, Everywhere = ReadPhrases(scope, declared.Everywhere) };
        var markets = new SortedDictionary<string, PhraseLists>(declared.Markets.ToDictionary(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, market) in scope.Map("markets"))
        {
            markets[name] = ReadPhrases(market, markets.GetValueOrDefault(name, PhraseLists.None));
            market.Finish();
        }

        scope.Finish();
        return language with { Markets = markets };
    }

    private static PhraseLists ReadPhrases(SectionScope scope, PhraseLists declared) =>
        new(scope.Texts("required") ?? declared.Required, scope.Texts("banned") ?? declared.Banned);

    private static PriceSettings ReadPrices(SectionScope settings, PriceSettings declared)
    {
        if (settings.Object("priceCommitment") is not { } scope)
            return declared;
        var prices = new PriceSettings(scope.Texts("allowed") ?? declared.Allowed);
        scope.Finish();
        return prices;
    }

    private static GroundednessSettings ReadGroundedness(SectionScope settings, GroundednessSettings declared)
    {
        if (settings.Object("groundedness") is not { } scope)
            return declared;
        var groundedness = new GroundednessSettings((double?)scope.Number("minimumOverlap") ?? declared.MinimumOverlap);
        scope.Finish();
        return groundedness;
    }

    private static JudgeSettings ReadJudge(SectionScope settings, JudgeSettings declared)
    {
        if (settings.Object("judge") is not { } scope)
            return declared;
        var judge = new JudgeSettings(
            scope.Text("tier") ?? declared.Tier,
            scope.Text("endpoint") ?? declared.Endpoint,
            scope.Choice<JudgeFailure>("whenUnavailable") ?? declared.WhenUnavailable,
            scope.Whole("maxOutputTokens") ?? declared.MaxOutputTokens);
        scope.Finish();
        return judge;
    }
}
