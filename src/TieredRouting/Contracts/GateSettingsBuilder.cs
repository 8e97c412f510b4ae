using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>Says what the built-in gates of a contract go by, as a sentence. Not thread-safe.</summary>
public sealed class GateSettingsBuilder
{
    internal GateSettingsBuilder(GateSettings settings) => Settings = settings;

    internal GateSettings Settings { get; private set; }

    /// <summary>Limits <c>forbidden-advice</c> to some categories; by default it is all of them.</summary>
    /// <param name="categories">The categories; at least one. They take the place of those named before.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">None is named.</exception>
    public GateSettingsBuilder ForbidAdvice(params IReadOnlyList<AdviceCategory> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Count == 0)
            throw new ArgumentException("Name at least one category; a contract that forbids no advice does not name the gate.", nameof(categories));
        return Set(Settings with { ForbiddenAdvice = new AdviceSettings([.. categories]) });
    }

    /// <summary>Names the market of the contract's answers, for <c>regulated-language</c>. A request that states another one (<see cref="RoutingFacts.Market"/>) is held to both.</summary>
    /// <param name="market">The market, such as <c>de</c>; case does not matter.</param>
    /// <returns>The same builder.</returns>
    public GateSettingsBuilder ForMarket(string market)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(market);
        return Set(Settings with { RegulatedLanguage = Settings.RegulatedLanguage with { Market = market } });
    }

    /// <summary>
    /// Adds phrases for <c>regulated-language</c>. Words are whole words in any case; a <c>*</c> at the end of one stands for any ending. A phrase has at most 120 characters.
    /// </summary>
    /// <param name="banned">Phrases that no answer may hold.</param>
    /// <param name="required">Phrases that every answer must hold; where there are some, answers do not stream.</param>
    /// <param name="market">The market they are of, or <see langword="null"/> for every one.</param>
    /// <returns>The same builder.</returns>
    public GateSettingsBuilder AddPhrases(IReadOnlyList<string>? banned = null, IReadOnlyList<string>? required = null, string? market = null) =>
        Set(Settings with { RegulatedLanguage = Settings.RegulatedLanguage.With(market, new PhraseLists([.. required ?? []], [.. banned ?? []])) });

    /// <summary>Names prices and promises that <c>price-commitment</c> lets through.</summary>
    /// <param name="allowed">Prices with their currency, such as <c>29 EUR</c>, reductions such as <c>10 % off</c>, or promises in words, such as <c>money back</c>. They are added to those named before.</param>
    /// <returns>The same builder.</returns>
    public GateSettingsBuilder AllowPrices(params IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        return Set(Settings with { PriceCommitment = new PriceSettings([.. Settings.PriceCommitment.Allowed, .. allowed]) });
    }

    /// <summary>Says how much of a sentence <c>groundedness</c> must find in the sources: the share of its longer words, 0.3 by default; 0 checks only numbers and names.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>The same builder.</returns>
    public GateSettingsBuilder RequireOverlap(double share) => Set(Settings with { Groundedness = new GroundednessSettings(share) });

    /// <summary>Says who judges for <c>judge</c>; by default the first endpoint of the ladder's first tier that the request may use.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="endpoint">The endpoint, or <see langword="null"/> for the tier's first that the request may use.</param>
    /// <param name="whenUnavailable">What counts where it gives no verdict.</param>
    /// <param name="maxOutputTokens">The most it may answer with; 16 or more. A model that thinks before it answers needs some.</param>
    /// <returns>The same builder.</returns>
    public GateSettingsBuilder JudgeWith(string tier, string? endpoint = null, JudgeFailure whenUnavailable = JudgeFailure.Unavailable, int maxOutputTokens = 1_024)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tier);
        return Set(Settings with { Judge = new JudgeSettings(tier, endpoint, whenUnavailable, maxOutputTokens) });
    }

    private GateSettingsBuilder Set(GateSettings settings)
    {
        Settings = settings;
        return this;
    }
}
