using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Configuration;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Configuration;

/// <summary>Every property of the section, with values it was not made for: never an exception, and an error that says where.</summary>
public sealed class SectionInputTests
{
    private const string Whole = """
        { "TieredRouting": {
            "version": 1, "currency": "EUR", "ladder": [ "nano", "mini", "full" ],
            "tiers": {
              "nano": { "endpoints": { "nano-a": { "client": { "kind": "openai", "endpoint": "http://127.0.0.1:8085/v1", "model": "small-1", "apiKeyVariable": "K", "key": "k" }, "price": { "input": 0.20, "cachedInput": 0.02, "output": 1.25 },
                        "regions": [ "eu" ], "allowsSensitive": true, "contextWindow": 400000, "maxOutputTokens": 4096, "weight": 1, "limits": { "concurrency": 64 } } } },
              "mini": { "endpoints": { "mini-a": { "client": { "kind": "openai" }, "price": { "input": 0.75, "output": 4.50 }, "regions": [ "eu" ] } } },
              "full": { "endpoints": { "full-a": { "client": { "kind": "openai" }, "price": { "input": 2.50, "output": 15.0 }, "regions": [ "eu" ] } } } },
            "contracts": {
              "lead": {
                "owner": "sales", "reviewBy": "2999-03-01", "intent": "extract", "start": "fixed", "startTier": "nano", "minTier": "nano", "maxTier": "full", "unroutable": "failClosed",
                "maxOutputTokens": 500, "schema": { "type": "object" }, "schemaFile": null, "answer": { "reading": "strict" },
                "latency": { "chat": { "p50": "00:00:00.400", "p95": "00:00:01.200" } },
                "risk": { "business": "low", "legal": "low", "safety": "low" }, "quality": { "minimumScore": 0.95, "rubric": "none is invented" },
                "fallback": { "maxAttempts": 3, "maxCost": 0.05, "deadline": "00:00:20",
                  "on": { "schemaFailure": { "retrySameTier": 1, "then": "escalate", "to": "full", "narrow": true, "markHighRisk": true }, "timeout": { "then": "switchTo", "tier": "mini" } } },
                "confidence": { "ask": true, "escalateBelow": "medium", "whenUnavailable": "escalate" },
                "disagreement": { "passes": 2, "agreeOn": "/company", "mode": "value", "similarity": 0.6 }, "economics": { "humanReview": 1.50 }, "calibration": [],
                "gates": [], "residency": [ "eu" ], "approval": "whenRequired", "routineTools": [ "note" ],
                "rules": [ { "name": "bulk", "when": { "blastRadius.recipients": { "atLeast": 50 } }, "require": { "class": "T1", "tier": "mini", "lane": "sensitive", "gates": [], "approval": true } } ],
                "examples": [ "Hi" ], "prompt": { "id": "lead", "version": "3", "instructions": "Extract.", "narrow": "Less." } } },
            "rules": [ { "name": "weak", "when": { "userTier": { "anyOf": [ "gold" ] } }, "require": { "tier": "full" } } ],
            "budgets": [ { "name": "gold", "amount": 50, "per": "userTier", "is": "gold", "window": "day", "warnAt": 0.8, "degradeAt": 0.9, "rejectAt": 1.0 } ],
            "controls": { "minimumTier": null, "disabledTiers": [], "stop": false, "contracts": { "lead": { "maxTier": "full", "maxRequestsPerMinute": 600, "maxCostPerHour": 5.0 } },
              "switches": { "incident": { "reason": "a test", "by": "ops", "contract": "lead", "until": "2999-03-01T12:00:00Z", "exactTier": "mini", "disabledEndpoints": [ "nano-a" ] } } } } }
        """;

    public static TheoryData<string> Places { get; } = [.. PlacesIn(JsonNode.Parse(Whole)!["TieredRouting"]!, string.Empty)];

    [Theory]
    [MemberData(nameof(Places))]
    public void No_value_of_any_property_is_more_than_an_error_with_its_path(string place)
    {
        foreach (var value in (JsonNode?[])[new JsonObject(), new JsonArray(), "", " ", "nonsense", "-1", -1, 1e300, 99999999999999999, true, null, new string('x', 100_000), new JsonObject { ["nobody"] = 1 }, new JsonArray("", 1)])
        {
            var changed = Changed(place, value);

            var fromFile = ErrorsOfFile(changed);
            var fromHost = ErrorsOfHost(changed);

            fromFile.Concat(fromHost).Should().NotContain(error => error.Length > 1_000, "an error line is short, whatever stood there");
            if (value is JsonObject { Count: 1 } && !IsMap(place))
                fromFile.Should().NotBeEmpty($"{place} may not hold {value}").And.Contain(error => Concerns(error, place));
        }
    }

    [Fact]
    public void The_whole_section_is_without_error_from_a_file() => ErrorsOfFile(JsonNode.Parse(Whole)!.ToJsonString()).Should().BeEmpty();

    [Fact]
    public void Each_number_refuses_what_lies_outside_it()
    {
        foreach (var place in (string[])["contracts.lead.fallback.maxAttempts", "contracts.lead.fallback.maxCost", "tiers.nano.endpoints.nano-a.price.input", "tiers.nano.endpoints.nano-a.contextWindow", "contracts.lead.maxOutputTokens", "contracts.lead.quality.minimumScore", "contracts.lead.disagreement.passes", "contracts.lead.disagreement.similarity", "contracts.lead.fallback.on.schemaFailure.retrySameTier"])
            ErrorsOfFile(Changed(place, -1)).Should().Contain(error => error.StartsWith(place, StringComparison.Ordinal), place);
    }

    [Fact]
    public void A_later_layer_overrides_an_earlier_one_and_the_environment_both()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Changed("contracts.lead.schema", "{}"))))
            .AddJsonStream(new MemoryStream("""{ "TieredRouting": { "contracts": { "lead": { "startTier": "mini", "owner": "production" } }, "tiers": { "nano": { "endpoints": { "nano-a": { "price": { "input": 9 } } } } } } }"""u8.ToArray()))
            .AddInMemoryCollection([new("tieredrouting:CONTRACTS:lead:startTier", "full"), new("TieredRouting:contracts:lead:residency:1", "us")])
            .Build();
        var options = new TieredRoutingOptions();
        options.ClientKinds.Otherwise = (_, _) => new ScriptedChatClient();

        RoutingSection.Read(ConfigurationTree.Of(ConfigurationReading.Of(configuration, "TieredRouting")), options);

        options.SectionErrors.All.Should().BeEmpty();
        var lead = options.Contracts["lead"];
        (lead.StartTier, lead.Owner, options.Tiers["nano"].Endpoints["nano-a"].Price!.Input, options.Tiers["nano"].Endpoints["nano-a"].Price!.Output).Should().Be(("full", "production", 9m, 1.25m));
        lead.Residency.Should().Equal("eu", "us");
    }

    private static bool IsMap(string place) => place is "tiers" or "contracts" or "contracts.lead.latency" or "contracts.lead.fallback.on" or "controls.contracts" or "controls.switches"
        || place.EndsWith(".endpoints", StringComparison.Ordinal) || place.EndsWith(".when", StringComparison.Ordinal) || place.EndsWith(".schema", StringComparison.Ordinal)
        || place.Split('.')[^1] is "answer" or "economics" or "calibration" or "maxRequestsPerMinute" or "maxCostPerHour"
        || place.Contains(".answer.", StringComparison.Ordinal)
        || place.Contains(".economics.", StringComparison.Ordinal);

    /// <summary>Rules are named by their place while they are read, and by their name once they have one.</summary>
    private static bool Concerns(string error, string place) => error.Contains(place.Split('.').Last(step => !char.IsAsciiDigit(step[0])), StringComparison.Ordinal) || error.StartsWith(place, StringComparison.Ordinal);

    private static IReadOnlyList<string> ErrorsOfFile(string json)
    {
        var errors = new ConfigurationErrors();
        var section = SectionFile.Parse(Encoding.UTF8.GetBytes(json), "TieredRouting", errors);
        return [.. errors.All, .. ErrorsOf(section)];
    }

    private static IReadOnlyList<string> ErrorsOfHost(string json) =>
        ErrorsOf(ConfigurationTree.Of(ConfigurationReading.Of(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build(), "TieredRouting")));

    private static IReadOnlyList<string> ErrorsOf(SectionNode section)
    {
        var options = new TieredRoutingOptions();
        options.ClientKinds.Otherwise = (_, _) => new ScriptedChatClient();
        RoutingSection.Read(section, options);
        var builder = new RoutingModelBuilder(options, new ServiceCollection().BuildServiceProvider(), captured: null);
        builder.Build();
        return builder.Errors;
    }

    private static string Changed(string place, JsonNode? value)
    {
        var file = JsonNode.Parse(Whole)!;
        var parent = file["TieredRouting"]!;
        var path = place.Split('.', StringSplitOptions.None);
        // A condition's signal has a point in its name.
        var steps = Steps(parent, path);
        foreach (var step in steps.SkipLast(1))
            parent = Member(parent, step)!;
        if (parent is JsonArray array)
            array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value?.DeepClone();
        else
            parent[steps[^1]] = value?.DeepClone();
        return file.ToJsonString();
    }

    private static List<string> Steps(JsonNode node, string[] path)
    {
        var steps = new List<string>();
        for (var i = 0; i < path.Length; i++)
        {
            var step = path[i];
            if (node is JsonObject members && !members.ContainsKey(step) && i + 1 < path.Length && members.ContainsKey($"{step}.{path[i + 1]}"))
                step = $"{step}.{path[++i]}";
            steps.Add(step);
            if (Member(node, step) is { } inner)
                node = inner;
        }

        return steps;
    }

    private static JsonNode? Member(JsonNode node, string step) =>
        node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step];

    private static IEnumerable<string> PlacesIn(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Inner(member.Key, member.Value, path)),
        JsonArray items => items.SelectMany((item, place) => Inner(place.ToString(System.Globalization.CultureInfo.InvariantCulture), item, path)),
        _ => [],
    };

    private static IEnumerable<string> Inner(string name, JsonNode? value, string path)
    {
        var place = path.Length == 0 ? name : $"{path}.{name}";
        return value is null ? [place] : [place, .. PlacesIn(value, place)];
    }
}
