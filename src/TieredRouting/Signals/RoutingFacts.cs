using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>States facts about a request, as a sentence. Not thread-safe.</summary>
public sealed class RoutingFacts
{
    private readonly AdditionalPropertiesDictionary _properties;

    internal RoutingFacts(AdditionalPropertiesDictionary properties) => _properties = properties;

    /// <summary>How many people the effect reaches.</summary>
    /// <param name="count">Zero or more.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Recipients(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Set(RequestProperties.Recipients, count);
    }

    /// <summary>How many records the effect touches.</summary>
    /// <param name="count">Zero or more.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Records(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Set(RequestProperties.Records, count);
    }

    /// <summary>How much money the effect moves, in currency.</summary>
    /// <param name="amount">Zero or more.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Amount(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return Set(RequestProperties.Amount, amount);
    }

    /// <summary>The user's tier, in your own words.</summary>
    /// <param name="tier">The tier; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts UserTier(string tier) => SetText(RequestProperties.UserTier, tier);

    /// <summary>How well retrieval went.</summary>
    /// <param name="confidence">From 0 to 1.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts RetrievalConfidence(double confidence)
    {
        if (confidence is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        return Set(RequestProperties.RetrievalConfidence, confidence);
    }

    /// <summary>The segment of traffic that evidence is kept for.</summary>
    /// <param name="cohort">The cohort's key; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Cohort(string cohort) => SetText(RequestProperties.Cohort, cohort);

    /// <summary>The surface the answer is for, such as <c>chat</c>.</summary>
    /// <param name="surface">The surface; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Surface(string surface) => SetText(RequestProperties.Surface, surface);

    /// <summary>The workflow this request belongs to.</summary>
    /// <param name="workflow">The workflow; not empty.</param>
    /// <param name="step">The step within it, or <see langword="null"/>.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Workflow(string workflow, string? step = null)
    {
        SetText(RequestProperties.Workflow, workflow);
        return step is null ? this : SetText(RequestProperties.Step, step);
    }

    /// <summary>The market the answer is for, which says what phrases the gate <c>regulated-language</c> bans and requires.</summary>
    /// <param name="market">The market, such as <c>de</c>; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Market(string market) => SetText(RequestProperties.Market, market);

    /// <summary>Whose request it is. Records hold a keyed hash of the id; without <c>HashIdsWith</c> the call is refused.</summary>
    /// <param name="id">The user's id; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts User(string id) => SetText(RequestProperties.User, id);

    /// <summary>Whose user's request it is. Records hold a keyed hash of the id; without <c>HashIdsWith</c> the call is refused.</summary>
    /// <param name="id">The tenant's id; not empty.</param>
    /// <returns>The same facts.</returns>
    public RoutingFacts Tenant(string id) => SetText(RequestProperties.Tenant, id);

    private RoutingFacts SetText(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return Set(name, value);
    }

    private RoutingFacts Set(string name, object value)
    {
        _properties[name] = value;
        return this;
    }
}
