using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Recordings;

/// <summary>The two tiers and the contract that the recordings are sent through. Prices are those of the time, per million tokens.</summary>
internal static class RecordedLadder
{
    public const string Contract = "gsm-answer";

    public const string SmallTier = "nano";

    public const string LargeTier = "full";

    /// <summary>The first tier's endpoint, as the recordings call it.</summary>
    public const string Small = "nano-c";

    /// <summary>The last tier's endpoint.</summary>
    public const string Large = "full-a";

    public static readonly TierPrice SmallPrice = new(Input: 0.25m, Output: 1.25m);

    public static readonly TierPrice LargePrice = new(Input: 5m, Output: 15m);

    /// <summary>What the models were asked for: both members, as strings.</summary>
    private const string Schema = """
        {
          "type": "object",
          "properties": { "reasoning": { "type": "string" }, "answer": { "type": "string" } },
          "required": [ "reasoning", "answer" ]
        }
        """;

    /// <summary>One attempt on each tier, and an audit line for each request.</summary>
    public static void Configure(TieredRoutingBuilder routing, RecordingSet recordings, string audit) => routing
        .AddTier(SmallTier, tier => tier.AddEndpoint(Small, endpoint => endpoint
            .UseClient(recordings.ClientFor(Small, time: null))
            .PricedAt(SmallPrice.Input, SmallPrice.Output)))
        .AddTier(LargeTier, tier => tier.AddEndpoint(Large, endpoint => endpoint
            .UseClient(recordings.ClientFor(Large, time: null))
            .PricedAt(LargePrice.Input, LargePrice.Output)))
        .AddContract(Contract, contract => contract
            .ForIntent(TaskIntent.Extract)
            .StartAt(SmallTier)
            .WithSchema(Schema)
            .On(Trigger.SchemaFailure, then => then.Escalate())
            .AtMost(attempts: 2))
        .AuditTo.JsonLines(audit);
}
