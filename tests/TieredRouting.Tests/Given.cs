using TieredRouting.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Endpoints;
using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Tests;

/// <summary>Small things that tests start from: ladders, contracts, requests, routes.</summary>
internal static class Given
{
    public static readonly TierPrice NanoPrice = new(0.2m, 1.25m, 0.02m);

    public static TierEndpoint Endpoint(string name = "nano", string tier = "nano", Action<EndpointOptions>? configure = null, IChatClient? client = null)
    {
        var options = new EndpointOptions { Price = NanoPrice };
        configure?.Invoke(options);
        return new TierEndpoint(name, tier, options, client ?? new ScriptedChatClient());
    }

    /// <summary>Tiers of one endpoint each, in this order.</summary>
    public static TierLadder Ladder(params string[] tiers) => Ladder([.. tiers.Select(tier => Endpoint(tier, tier))]);

    /// <summary>Tiers in the order in which the endpoints first name them.</summary>
    public static TierLadder Ladder(params TierEndpoint[] endpoints) =>
        new([.. endpoints.GroupBy(endpoint => endpoint.Tier).Select((tier, index) => new Tier(tier.Key, index, [.. tier]))], "USD");

    /// <summary>The states of endpoints that were never asked.</summary>
    public static EndpointStates States(params TierEndpoint[] endpoints) =>
        new(Ladder(endpoints), TimeProvider.System, new EndpointReports(new RoutingMetrics(meters: null, "USD"), NullLogger.Instance, TimeProvider.System));

    public static TierLadder ThreeTiers { get; } = Ladder("nano", "mini", "full");

    public static Contract Contract(Action<ContractOptions>? configure = null)
    {
        var options = new ContractOptions { Intent = TaskIntent.Extract };
        configure?.Invoke(options);
        return new Contract("lead", options);
    }

    public static SignalRequest Request(string text = "Hello", Contract? contract = null, ChatOptions? options = null, RequestFacts? facts = null) =>
        new(contract ?? Contract(), [new ChatMessage(ChatRole.User, text)], options, facts);

    public static RouteDecision Decision(Action<DecisionParts>? configure = null)
    {
        var parts = new DecisionParts();
        configure?.Invoke(parts);
        return new RouteDecision
        {
            Contract = "lead",
            Class = WorkClass.T0,
            Tier = "nano",
            Floor = "nano",
            Lane = Lane.Standard,
            Approval = false,
            Signals = new SignalSet(parts.Signals),
            Reasons = parts.Reasons,
        };
    }

    public static RouteResult Route(string id = "route-1") => new() { Id = id, Contract = "lead", Outcome = Outcome.Released, Decision = Decision() };

    public static AuditRecord Record(string id = "call-1") => new()
    {
        Id = id,
        Route = Route(),
        Time = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero),
        ConfigurationHash = "0123456789abcdef",
        Facts = RequestFacts.None,
    };

    internal sealed class DecisionParts
    {
        public List<Signal> Signals { get; } = [];

        public List<Reason> Reasons { get; } = [];
    }
}
