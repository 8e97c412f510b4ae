using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Describes one endpoint of a tier. What is left out has no limit. Not thread-safe.</summary>
public class EndpointBuilder
{
    private readonly Func<EndpointOptions> _options;

    internal EndpointBuilder(Func<EndpointOptions> options) => _options = options;

    /// <summary>
    /// Sends a model id with every call. Unless <c>UseClient</c> names another, the client is the captured one: the last
    /// unkeyed <see cref="IChatClient"/> registered before the router.
    /// </summary>
    /// <param name="modelId">The model id, as the provider knows it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> is empty.</exception>
    public EndpointBuilder UseModel(string modelId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelId);
        _options().Model = modelId;
        return this;
    }

    /// <summary>Uses the <see cref="IChatClient"/> that the container holds under a key.</summary>
    /// <param name="serviceKey">The key.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="serviceKey"/> is empty.</exception>
    public EndpointBuilder UseClient(string serviceKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(serviceKey);
        _options().ClientKey = serviceKey;
        return this;
    }

    /// <summary>Uses a client made in code. The caller keeps owning it: the router never disposes it.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is <see langword="null"/>.</exception>
    public EndpointBuilder UseClient(IChatClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _options().Client = client;
        return this;
    }

    /// <summary>States the price per million tokens, in the ladder's currency. Without one, calls count as free.</summary>
    /// <param name="input">The price of a million input tokens.</param>
    /// <param name="output">The price of a million output tokens.</param>
    /// <param name="cachedInput">The price of a million cached input tokens; by default that of others.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder PricedAt(decimal input, decimal output, decimal? cachedInput = null)
    {
        _options().Price = new TierPrice(input, output, cachedInput);
        return this;
    }

    /// <summary>States every region that may process a request. Without one, no contract with a residency uses this endpoint.</summary>
    /// <param name="regions">The regions, in words of your own choice such as <c>eu</c>; case does not matter.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder InRegions(params IReadOnlyList<string> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        _options().Regions.AddRange(regions);
        return this;
    }

    /// <summary>States whether the sensitive lane may use this endpoint. As soon as one endpoint states it, only those that say yes may be used there.</summary>
    /// <param name="allowed">Whether it may.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder AllowSensitive(bool allowed = true)
    {
        _options().AllowsSensitive = allowed;
        return this;
    }

    /// <summary>States the most tokens a prompt and its answer may have together. Without it, there is no window limit.</summary>
    /// <param name="tokens">The window, in tokens; 256 or more.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder WithContextWindow(int tokens)
    {
        _options().ContextWindow = tokens;
        return this;
    }

    /// <summary>Limits the answer of every call. Without it, the caller's and the contract's limits apply alone.</summary>
    /// <param name="tokens">The limit, in tokens; 1 or more.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder WithMaxOutput(int tokens)
    {
        _options().MaxOutputTokens = tokens;
        return this;
    }

    /// <summary>States the endpoint's share of the tier's requests, where the tier chooses by weight. By default every endpoint weighs 1.</summary>
    /// <param name="weight">The weight, from 0 to 1,000,000; at 0 it is asked only when the others fail.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder WithWeight(int weight)
    {
        _options().Weight = weight;
        return this;
    }

    /// <summary>
    /// Limits what this process sends to the endpoint. What is left out has no limit, unless said before. Where a call finds no room, the contract says where it goes
    /// (<see cref="ContractBuilder.OnOverflow"/>).
    /// </summary>
    /// <param name="concurrency">The most calls under way at once; 1 or more.</param>
    /// <param name="requestsPerMinute">The most calls begun in any 60 seconds; 1 or more.</param>
    /// <param name="tokensPerMinute">The most tokens in any 60 seconds, prompts and answers together; 1 or more.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder WithLimits(int? concurrency = null, int? requestsPerMinute = null, long? tokensPerMinute = null)
    {
        var limits = _options().Limits;
        _options().Limits = new EndpointLimits(concurrency ?? limits?.Concurrency, requestsPerMinute ?? limits?.RequestsPerMinute, tokensPerMinute ?? limits?.TokensPerMinute);
        return this;
    }

    /// <summary>
    /// Says when the endpoint is left alone because it fails. Throttling, overload, server errors, broken connections and timeouts count; a provider that says how long to wait is left alone
    /// at once. What is left out keeps its value.
    /// </summary>
    /// <param name="failures">How many calls in a row must fail; 1 or more, 5 by default.</param>
    /// <param name="openFor">How long it is then left alone at first; above zero, 5 seconds by default. Each time it fails again doubles it, up to sixteen times as long.</param>
    /// <param name="longestWait">The longest that a provider's retry-after is heeded; above zero, 10 minutes by default.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder WithCircuit(int? failures = null, TimeSpan? openFor = null, TimeSpan? longestWait = null)
    {
        var circuit = _options().Circuit;
        _options().Circuit = new CircuitSettings(failures ?? circuit.Failures, openFor ?? circuit.OpenFor, longestWait ?? circuit.LongestWait);
        return this;
    }

    /// <summary>
    /// Puts decorators between the router and the client: telemetry and caching belong here, since outside the router
    /// they would replay answers without decision, gate or record.
    /// </summary>
    /// <param name="configure">Adds the decorators, outermost first.</param>
    /// <returns>The same builder.</returns>
    public EndpointBuilder Through(Action<ChatClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _options().Through.Add(configure);
        return this;
    }
}
