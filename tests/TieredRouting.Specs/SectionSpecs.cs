using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>Contracts as data: what the routing section says, merged with what code declares.</summary>
public sealed class SectionSpecs
{
    private const string Whole = """
        { "TieredRouting": {
            "version": 1, "currency": "EUR", "ladder": [ "nano", "mini", "full" ],
            "tiers": {
              "nano": { "endpoints": { "nano-a": { "client": { "kind": "model", "model": "small-1" }, "price": { "input": 0.20, "cachedInput": 0.02, "output": 1.25 },
                        "regions": [ "eu" ], "allowsSensitive": true, "contextWindow": 400000, "maxOutputTokens": 4096, "weight": 1, "limits": { "concurrency": 64 } } } },
              "mini": { "endpoints": { "mini-a": { "client": { "kind": "service", "key": "mini" }, "price": { "input": 0.75, "output": 4.50 }, "regions": [ "eu" ] } } },
              "full": { "endpoints": { "full-a": { "client": { "kind": "service" }, "price": { "input": 2.50, "output": 15.0 }, "regions": [ "EU" ] } } } },
            "contracts": {
              "lead": {
                "owner": "sales", "reviewBy": "2999-03-01", "intent": "extract", "start": "fixed", "startTier": "nano", "minTier": "nano", "maxTier": "full", "unroutable": "failClosed",
                "schema": "{ \"type\": \"object\", \"required\": [ \"company\" ], \"properties\": { \"company\": { \"type\": \"string\" } } }",
                "answer": { "reading": "strict" },
                "latency": { "chat": { "p50": "00:00:00.400", "p95": "00:00:01.200" } },
                "risk": { "business": "low", "legal": "LOW", "safety": "low" },
                "quality": { "minimumScore": 0.95, "rubric": "none is invented" },
                "fallback": { "maxAttempts": 3, "maxCost": 0.05, "deadline": "00:00:20",
                  "on": { "schemaFailure": { "retrySameTier": 1, "then": "escalate" }, "lowConfidence": { "then": "escalate", "to": "full" },
                          "timeout": { "then": "switchTo", "tier": "mini", "narrow": true }, "gateFailure": { "then": "escalate", "markHighRisk": true },
                          "highRisk": { "then": "humanReview" }, "exhausted": { "then": "failClosed" } } },
                "confidence": { "ask": true }, "disagreement": { "passes": 2, "agreeOn": "/company" }, "economics": { "humanReview": 1.50 }, "calibration": [],
                "gates": [], "residency": [ "eu" ], "approval": "whenRequired", "routineTools": [],
                "rules": [ { "name": "bulk", "when": { "blastRadius.recipients": { "atLeast": 50 } }, "require": { "class": "T1", "tier": "mini", "approval": true } } ],
                "examples": [ "Hi, we are a bakery" ],
                "prompt": { "id": "lead", "version": "3", "instructions": "Extract.", "narrow": "Company only." } } },
            "rules": [ { "name": "weak", "when": { "retrievalConfidence": { "below": 0.5 }, "userTier": { "anyOf": [ "gold", "silver" ] } }, "require": { "tier": "full" } } ],
            "controls": { "minimumTier": null, "disabledTiers": [], "contracts": { "lead": { "maxTier": "full", "maxRequestsPerMinute": 600, "maxCostPerHour": 5.0 } } } } }
        """;

    [Fact]
    public async Task A_whole_section_needs_nothing_declared_in_code()
    {
        using var configured = new Configured(Whole);

        var decision = await configured.Plan("lead");

        (decision.Tier, decision.Class, decision.Reasons[0].Because).Should().Be(("nano", WorkClass.T0, "the contract says so"));
    }

    [Fact]
    public async Task A_rule_written_as_data_requires_when_all_its_conditions_hold()
    {
        using var configured = new Configured(Whole);

        (await configured.Plan("lead", facts => facts.RetrievalConfidence(0.4))).Tier.Should().Be("nano", "the user's tier is not known");
        (await configured.Plan("lead", facts => facts.RetrievalConfidence(0.4).UserTier("Gold"))).Tier.Should().Be("full");
        var bulk = await configured.Plan("lead", facts => facts.Recipients(50));
        (bulk.Tier, bulk.Class, bulk.Approval).Should().Be(("mini", WorkClass.T1, true));
        bulk.Reasons.Should().Contain(reason => reason.Rule == "bulk" && reason.Because == "blastRadius.recipients is at least 50");
    }

    [Fact]
    public async Task The_section_overrides_what_code_declares_and_leaves_the_rest()
    {
        using var configured = new Configured(
            """{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "mini" } } } }""",
            routing => Declare(routing).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify).WithRisk(legal: RiskLevel.Medium)));

        var decision = await configured.Plan("work");

        (decision.Tier, decision.Class).Should().Be(("mini", WorkClass.T1));
    }

    [Theory]
    [InlineData("""{ "version": 2 }""", "version: must be 1")]
    [InlineData("""{ "version": 1, "laddr": [ "nano" ] }""", "laddr: is not a known property; known: *ladder*")]
    [InlineData("""{ "version": 1, "ladder": [ "nano", "nano", "mini", "full", "huge" ] }""", "ladder: names 'huge', which is no tier*")]
    [InlineData("""{ "version": 1, "ladder": "nano" }""", "ladder: must be a list")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "intent": "guess" } } }""", "contracts.work.intent: must be one of summarize, *not 'guess'")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "intent": "7" } } }""", "contracts.work.intent: must be one of *")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "fallback": { "maxAttempts": "three" } } } }""", "contracts.work.fallback.maxAttempts: must be a whole number, not 'three'")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "fallback": { "deadline": "soon" } } } }""", "contracts.work.fallback.deadline: must be a time*")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "fallback": { "on": { "boredom": { "then": "escalate" } } } } } }""", "contracts.work.fallback.on.boredom: is no trigger*")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "fallback": { "on": { "timeout": { "then": "escalate", "tier": "mini" } } } } } }""", "contracts.work.fallback.on.timeout.tier: belongs to switchTo")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "startTier": "mini", "fallback": { "on": { "timeout": { "then": "escalate", "to": "nano" } } } } } }""", "contracts.work.fallback.on.timeout.to: 'nano' is not above 'mini'*; valid: full")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "answer": { "reading": "lenient" } } } }""", "contracts.work.answer.reading: must be one of strict, tolerant, not 'lenient'")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "answer": { "repair": "yes" } } } }""", "contracts.work.answer.repair: is not a known property; known: reading")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "answer": "tolerant" } } }""", "contracts.work.answer: must be an object")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "schema": "{" } } }""", "contracts.work.schema: is not JSON")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "schemaFile": "nowhere.json" } } }""", "contracts.work.schemaFile: 'nowhere.json' cannot be read*")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "schema": "{ \"if\": {} }" } } }""", "contracts.work.schema: #/if*")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "risk": "high" } } }""", "contracts.work.risk: must be an object")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "risk": { "business": { "x": 1 } } } } }""", "contracts.work.risk.business: must be a single value")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "r", "when": { "moonPhase": { "is": "full" } }, "require": { "tier": "mini" } } ] }""", "rules.r.when.moonPhase: is no signal*")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "r", "when": { "blastRadius.recipientz": { "atLeast": 1 } }, "require": { "tier": "mini" } } ] }""", "rules.r.when.blastRadius.recipientz: is no part of 'blastRadius'; known: recipients, records, amount")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "r", "when": { "userTier.x": { "is": "1" } }, "require": { "tier": "mini" } } ] }""", "rules.r.when.userTier.x: has no parts")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "r", "when": { "length": { "atLeast": 1, "below": 2 } }, "require": { "tier": "mini" } } ] }""", "rules.0.when.length: must compare in exactly one way*")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "risk", "when": { "length": { "unavailable": true } }, "require": { "tier": "mini" } } ] }""", "*two are called 'risk'")]
    [InlineData("""{ "version": 1, "controls": { "minimumTier": "huge" } }""", "controls.minimumTier: names the tier 'huge'*")]
    [InlineData("""{ "version": 1, "controls": { "contracts": { "nobody": { "maxTier": "mini" } } } }""", "controls.contracts.nobody: is no contract*")]
    [InlineData("""{ "version": 1, "tiers": { "nano": { "endpoints": { "nano": { "client": { "kind": "magic" } } } } } }""", "tiers.nano.endpoints.nano.client.kind: 'magic' is not known; known: model, service*")]
    [InlineData("""{ "version": 1, "tiers": { "nano": { "endpoints": { "nano": { "price": { "input": -1, "output": 1 } } } } } }""", "tiers.nano.endpoints.nano.price.input: must lie between*")]
    [InlineData("""{ "version": 1, "tiers": { "attic": { "endpoints": { "a": { "client": { "kind": "model", "model": "m" } } } } } }""", "tiers.attic: is not on the ladder")]
    public void What_is_wrong_is_named_with_its_path(string section, string error) =>
        FluentActions.Invoking(() => new Configured($$"""{ "TieredRouting": {{section}} }""", Working))
            .Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainMatch(error);

    [Theory]
    [InlineData("""{ "version": 1, "contracts": { "work": { "intent": "extract,classify" } } }""", "contracts.work.intent: must be one of *")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "fallback": { "deadline": "1" } } } }""", "contracts.work.fallback.deadline: must be a time*")]
    [InlineData("""{ "version": 1, "contracts": { "auto": { "intent": "extract" } } }""", "contracts.auto: has a name that asks for a contract to be chosen*")]
    [InlineData("""{ "version": 1, "currency": "€€€" }""", "currency: must be a three-letter code*")]
    [InlineData("""{ "version": 1, "contracts": { "work": { "schemaFile": "a\u0000b" } } }""", "contracts.work.schemaFile: *cannot be read*")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "start", "when": { "length": { "atLeast": 1 } }, "require": { "tier": "mini" } } ] }""", "rules: the name 'start' is the policy's own")]
    [InlineData("""{ "version": 1, "rules": [ { "name": "r", "when": { "blastRadius": { "atLeast": 1 } }, "require": { "tier": "mini" } } ] }""", "rules.r.when.blastRadius: has no value of its own; name a part: recipients, records, amount")]
    public void What_could_be_misread_is_refused(string section, string error) =>
        FluentActions.Invoking(() => new Configured($$"""{ "TieredRouting": {{section}} }""", Working))
            .Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainMatch(error);

    [Fact]
    public async Task A_rule_on_a_kind_of_evidence_holds_however_much_else_is_found()
    {
        using var configured = new Configured(
            """{ "TieredRouting": { "version": 1, "rules": [ { "name": "mail", "when": { "policyLane": { "is": "email" } }, "require": { "tier": "mini" } }, { "name": "bank", "when": { "policyLane": { "anyOf": [ "iban", "creditCard" ] } }, "require": { "tier": "full" } } ] } }""",
            Working);

        (await configured.PlanText("write to a@b.com")).Should().Be("mini");
        (await configured.PlanText("write to a@b.com, phone +1 202 555 0142")).Should().Be("mini");
        (await configured.PlanText("write to a@b.com, card 4111111111111111")).Should().Be("full");
    }

    [Fact]
    public async Task A_number_is_compared_as_a_number()
    {
        using var configured = new Configured(
            """{ "TieredRouting": { "version": 1, "rules": [ { "name": "exact", "when": { "blastRadius.recipients": { "is": "5.0" } }, "require": { "tier": "mini" } } ] } }""",
            Working);

        (await configured.Plan("work", facts => facts.Recipients(5))).Tier.Should().Be("mini");
    }

    [Fact]
    public async Task A_section_that_goes_away_leaves_the_last_good_configuration_in_force()
    {
        using var configured = new Configured(Starting("full"), Working);

        configured.Rewrite("{}");
        configured.Rewrite("""{ "Other": 1 }""");

        (await configured.Plan("work")).Tier.Should().Be("full");
        configured.Services.GetFakeLogCollector().GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Error).Which.Message.Should().Contain("the section is gone");
        configured.Rewrite(Starting("mini"));
        (await configured.Plan("work")).Tier.Should().Be("mini");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "TieredRuoting": { "version": 1 } }""")]
    [InlineData("""{ "TieredRouting": "x" }""")]
    public void A_section_that_is_not_there_is_warned_about(string json)
    {
        using var configured = new Configured(json, Working);

        configured.Services.GetFakeLogCollector().GetSnapshot().Select(log => log.Message).Should().ContainMatch("*the section 'TieredRouting' is not in the configuration*");
    }

    [Fact]
    public async Task A_change_that_failed_is_tried_again_with_the_next_announcement()
    {
        using var folder = new Folder();
        var schema = folder["schema.json"];
        var withFile = $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "full", "schemaFile": {{System.Text.Json.JsonSerializer.Serialize(schema)}} } } } }""";
        using var configured = new Configured(Starting("nano"), Working);
        configured.Rewrite(withFile);
        (await configured.Plan("work")).Tier.Should().Be("nano");

        await File.WriteAllTextAsync(schema, """{ "type": "object" }""", TestContext.Current.CancellationToken);
        configured.Rewrite(withFile);

        (await configured.Plan("work")).Tier.Should().Be("full");
    }

    [Fact]
    public void Each_container_has_clients_of_its_own()
    {
        var made = 0;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TieredRouting:version"] = "1",
            ["TieredRouting:ladder:0"] = "one",
            ["TieredRouting:tiers:one:endpoints:a:client:kind"] = "mine",
            ["TieredRouting:tiers:one:endpoints:b:client:kind"] = "mine",
            ["TieredRouting:contracts:work:intent"] = "classify",
        }).Build());
        services.AddTieredRouting(routing => routing.AddClientKind("mine", (_, _) =>
        {
            made++;
            return new ScriptedChatClient();
        }).BindConfiguration("TieredRouting"));

        services.BuildServiceProvider().GetRequiredService<IRoutePlanner>();
        services.BuildServiceProvider().GetRequiredService<IRoutePlanner>();

        made.Should().Be(2, "two endpoints that say the same share a client, two containers do not");
    }

    [Fact]
    public void Every_error_of_the_section_is_named_at_once() =>
        FluentActions.Invoking(() => new Configured(
                """{ "TieredRouting": { "version": 1, "x": 1, "contracts": { "work": { "intent": "guess", "y": 2, "fallback": { "maxAttempts": 0 } } } } }""",
                Working))
            .Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(4);

    [Fact]
    public async Task A_good_change_is_in_force_for_the_next_request()
    {
        using var configured = new Configured(Starting("nano"), Working);
        (await configured.Plan("work")).Tier.Should().Be("nano");

        configured.Rewrite(Starting("full"));

        (await configured.Plan("work")).Tier.Should().Be("full");
    }

    [Theory]
    [InlineData("""{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "huge", "z": 1 } } } }""")]
    [InlineData("""{ "TieredRouting": { "version": 1, "contr""")]
    [InlineData("")]
    public async Task A_bad_change_leaves_the_last_good_configuration_in_force(string bad)
    {
        using var configured = new Configured(Starting("full"), Working);

        configured.Rewrite(bad);

        (await configured.Plan("work")).Tier.Should().Be("full");
        configured.Rewrite(Starting("mini"));
        (await configured.Plan("work")).Tier.Should().Be("mini");
    }

    [Fact]
    public void A_bad_change_is_logged_with_all_its_errors()
    {
        using var configured = new Configured(Starting("full"), Working);

        configured.Rewrite("""{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "huge", "z": 1 } } } }""");

        configured.Services.GetFakeLogCollector().GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Error)
            .Which.Message.Should().Contain("contracts.work.startTier").And.Contain("contracts.work.z");
    }

    [Fact]
    public async Task A_request_in_flight_finishes_on_the_configuration_it_started_with()
    {
        using var configured = new Configured(Starting("nano"), Working);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ChatResponse>();
        configured.Captured.Answers((_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        });

        var asking = configured.Services.GetRequiredService<IChatClient>().GetResponseAsync("hello", new ChatOptions().WithContract("work"));
        await asked.Task;
        configured.Rewrite(Starting("full"));
        answer.SetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")));

        (await asking).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_hundred_changes_under_load_lose_no_request()
    {
        using var configured = new Configured(Starting("nano"), Working);
        configured.Captured.AlwaysAnswers("ok");
        var chat = configured.Services.GetRequiredService<IChatClient>();
        using var changed = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var answers = 0;
            do
            {
                (await chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"))).Text.Should().Be("ok");
                answers++;
            }
            while (!changed.IsCancellationRequested);
            return answers;
        })).ToList();

        for (var i = 0; i < 100; i++)
            configured.Rewrite(i % 3 == 0 ? "{ \"Tier" : Starting(i % 2 == 0 ? "nano" : "full"));
        await changed.CancelAsync();

        (await Task.WhenAll(asking)).Should().OnlyContain(answers => answers > 0);
    }

    [Fact]
    public async Task Controls_raise_the_start_and_keep_requests_off_tiers()
    {
        using var raised = new Configured("""{ "TieredRouting": { "version": 1, "controls": { "minimumTier": "mini" } } }""", Working);
        (await raised.Plan("work")).Tier.Should().Be("mini");

        using var disabled = new Configured("""{ "TieredRouting": { "version": 1, "controls": { "disabledTiers": [ "nano", "mini" ] } } }""", Working);
        (await disabled.Plan("work")).Tier.Should().Be("full");

        using var capped = new Configured("""{ "TieredRouting": { "version": 1, "controls": { "contracts": { "work": { "maxTier": "nano" } } } } }""", Working);
        (await capped.Plan("work", facts => facts.Recipients(5_000))).Unroutable.Should().NotBeNull("a control never goes below a floor");
    }

    [Fact]
    public async Task Requests_beyond_the_cap_of_a_minute_fail_closed_until_it_is_over()
    {
        using var configured = new Configured(Capped("\"maxRequestsPerMinute\": 2"), Working);
        configured.Captured.AlwaysAnswers("ok");

        await configured.Ask("work");
        await configured.Ask("work");
        var refused = (await FluentActions.Awaiting(() => configured.Ask("work")).Should().ThrowAsync<RouteFailedClosedException>()).Which;
        configured.Rewrite(Capped("\"maxRequestsPerMinute\": 2, \"maxTier\": \"full\""));
        await FluentActions.Awaiting(() => configured.Ask("work")).Should().ThrowAsync<RouteFailedClosedException>("a change of the configuration forgives nothing");
        configured.Time.Advance(TimeSpan.FromSeconds(61));

        refused.Message.Should().Contain("work").And.Contain("controls").And.Contain("maxRequestsPerMinute");
        refused.GetRoute()!.Attempts.Should().BeEmpty();
        (await configured.Ask("work")).Text.Should().Be("ok");
    }

    [Fact]
    public async Task Calls_beyond_the_cost_of_an_hour_are_not_made()
    {
        using var configured = new Configured(
            Capped("\"maxCostPerHour\": 1.0"),
            routing => routing.AddTier("full", tier => tier.UseModel("full-1").PricedAt(input: 0m, output: 1_000m)).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify)));
        configured.Captured.AlwaysAnswers("ok", inputTokens: 1, outputTokens: 800);

        (await configured.Ask("work")).GetRoute()!.Cost.Should().Be(0.8m);
        await FluentActions.Awaiting(() => configured.Ask("work")).Should().ThrowAsync<RouteFailedClosedException>("200 tokens are too few to try");
        configured.Time.Advance(TimeSpan.FromMinutes(62));

        (await configured.Ask("work")).Text.Should().Be("ok");
    }

    [Fact]
    public async Task How_answers_are_read_is_data_that_may_change()
    {
        using var configured = new Configured(Reading("tolerant"), routing => Declare(routing).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify).WithSchema("""{"type":"array"}""")));
        configured.Captured.AlwaysAnswers("[1,]");
        var chat = configured.Services.GetRequiredService<IChatClient>();

        var repaired = await chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"));
        configured.Rewrite(Reading("Strict"));
        var asking = () => chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"));

        (repaired.Text, repaired.GetRoute()!.Attempts[0].Repaired).Should().Be(("[1]", true));
        await asking.Should().ThrowAsync<TiersExhaustedException>();
        configured.Services.GetFakeLogCollector().GetSnapshot().Should().NotContain(log => log.Message.Contains("does not act on it"));
    }

    [Fact]
    public async Task How_sure_an_answer_must_be_is_data_that_may_change()
    {
        using var configured = new Configured(Asking("high"), routing => Declare(routing).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify)));
        configured.Captured.AlwaysAnswers("""{"answer":"spam","confidence":"medium"}""");

        var asking = () => configured.Ask("work");
        await asking.Should().ThrowAsync<TiersExhaustedException>();
        configured.Rewrite(Asking("medium"));
        var answer = await configured.Ask("work");
        configured.Rewrite(Asking("high", ask: "false"));
        var bare = await configured.Ask("work");

        (answer.Text, answer.GetRoute()!.Attempts[0].Confidence).Should().Be(("spam", ConfidenceLevel.Medium));
        (bare.Text, bare.GetRoute()!.Attempts[0].Confidence).Should().Be(("""{"answer":"spam","confidence":"medium"}""", null), "nobody asks, and nobody reads");
    }

    [Fact]
    public async Task How_often_is_asked_is_data_that_may_change()
    {
        using var configured = new Configured(Passes(2), Working);
        configured.Captured.AlwaysAnswers("spam");

        var two = await configured.Ask("work");
        configured.Rewrite(Passes(3));
        var three = await configured.Ask("work");

        (two.GetRoute()!.Attempts.Count, three.GetRoute()!.Attempts.Count).Should().Be((2, 3));
    }

    [Fact]
    public void A_review_that_is_overdue_is_warned_about()
    {
        using var configured = new Configured("""{ "TieredRouting": { "version": 1, "contracts": { "work": { "reviewBy": "2001-02-03" } } } }""", Working);

        configured.Services.GetFakeLogCollector().GetSnapshot().Select(log => log.Message).Should().ContainMatch("*contracts.work.reviewBy: 2001-02-03 has passed*");
    }

    private static string Capped(string caps) => $$"""{ "TieredRouting": { "version": 1, "controls": { "contracts": { "work": { {{caps}} } } } } }""";
    [Fact]
    public void A_change_repeats_no_warning_and_names_what_is_new()
    {
        using var configured = new Configured(Reviewed("work"), Working);

        configured.Rewrite(Reviewed("work", "other"));

        var warnings = configured.Services.GetFakeLogCollector().GetSnapshot().Select(log => log.Message).Where(message => message.Contains("reviewBy")).ToList();
        warnings.Should().HaveCount(2);
        warnings.Should().ContainMatch("*contracts.work.reviewBy*").And.ContainMatch("*contracts.other.reviewBy*");
    }

    private static string Reviewed(params string[] contracts) =>
        $$"""{ "TieredRouting": { "version": 1, "contracts": { {{string.Join(", ", contracts.Select(name => $$"""
            "{{name}}": { "intent": "classify", "reviewBy": "2001-02-03" }
            """))}} } } }""";

    private static string Starting(string tier) => $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "{{tier}}" } } } }""";

    private static string Reading(string reading) => $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "answer": { "reading": "{{reading}}" } } } } }""";

    private static string Asking(string least, string ask = "true") =>
        $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "confidence": { "ask": {{ask}}, "escalateBelow": "{{least}}", "whenUnavailable": "accept" } } } } }""";

    private static string Passes(int passes) =>
        $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "startTier": "nano", "disagreement": { "passes": {{passes}}, "mode": "exact" } } } } }""";

    private static void Working(TieredRoutingBuilder routing) => Declare(routing).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify));

    private static TieredRoutingBuilder Declare(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseModel("nano-1"))
        .AddTier("mini", tier => tier.UseModel("mini-1"))
        .AddTier("full", tier => tier.UseModel("full-1"));

    /// <summary>A router whose section stands in a real file.</summary>
    private sealed class Configured : IDisposable
    {
        private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        private readonly IConfigurationRoot _configuration;
        private readonly ServiceProvider _services;

        public Configured(string json, Action<TieredRoutingBuilder>? declare = null)
        {
            File.WriteAllText(_path, json);
            try
            {
                _configuration = new ConfigurationBuilder().AddJsonFile(_path, optional: false).Build();
                _services = Build(declare);
                _services.GetRequiredService<IStartupValidator>().Validate();
            }
            catch (Exception)
            {
                File.Delete(_path);
                throw;
            }
        }

        public ScriptedChatClient Captured { get; } = new();

        public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-03-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

        public IServiceProvider Services => _services;

        public Task<ChatResponse> Ask(string contract) => _services.GetRequiredService<IChatClient>().GetResponseAsync("hello", new ChatOptions().WithContract(contract));

        public ValueTask<RouteDecision> Plan(string contract, Action<RoutingFacts>? facts = null) =>
            _services.GetRequiredService<IRoutePlanner>().PlanAsync("hello", new ChatOptions().WithContract(contract).WithRouting(facts ?? (_ => { })));

        public async Task<string?> PlanText(string text) =>
            (await _services.GetRequiredService<IRoutePlanner>().PlanAsync(text, new ChatOptions().WithContract("work"))).Tier;

        /// <summary>Writes the file anew and reads it; a file that is no JSON is not read, as with a watched one.</summary>
        public void Rewrite(string json)
        {
            File.WriteAllText(_path, json, Encoding.UTF8);
            try
            {
                _configuration.Reload();
            }
            catch (Exception exception) when (exception is InvalidDataException or FormatException)
            {
                // The file's own provider refuses it; the router is not told.
            }
        }

        public void Dispose()
        {
            _services.Dispose();
            File.Delete(_path);
        }

        private ServiceProvider Build(Action<TieredRoutingBuilder>? declare)
        {
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(_configuration).AddLogging(logging => logging.AddFakeLogging());
            services.AddSingleton<TimeProvider>(Time).AddSingleton<IChatClient>(Captured).AddKeyedSingleton<IChatClient>("mini", new ScriptedChatClient());
            services.AddTieredRouting(routing =>
            {
                declare?.Invoke(routing);
                routing.BindConfiguration("TieredRouting");
            });
            return services.BuildServiceProvider();
        }
    }
}
