using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>Contracts that ask a model how sure it is.</summary>
public sealed class ConfidenceSpecs
{
    [Fact]
    public async Task The_caller_gets_the_answer_alone_and_the_attempt_says_how_sure_the_model_was()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence());
        router.Nano.Answers(Envelope(Scenery.Acme, "high"));

        var answer = await router.Ask<Lead>();

        (answer.Text, answer.Result).Should().Be((Scenery.Acme, new Lead("Acme", 5)));
        router.Record.Route.Attempts.Should().ContainSingle().Which.Confidence.Should().Be(ConfidenceLevel.High);
    }

    [Fact]
    public async Task Escalates_when_the_model_is_unsure()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence());
        router.Nano.Answers(Envelope(Scenery.Acme, "low"));
        router.Mini.Answers(Envelope(Scenery.Acme, "medium"));

        var route = (await router.Ask<Lead>()).GetRoute()!;

        (route.Tier, route.Escalations).Should().Be(("mini", 1));
        route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.LowConfidence);
        route.Attempts.Select(attempt => attempt.Confidence).Should().Equal(ConfidenceLevel.Low, ConfidenceLevel.Medium);
    }

    [Theory]
    [InlineData(ConfidenceLevel.Low, "low", "nano")]
    [InlineData(ConfidenceLevel.Medium, "low", "mini")]
    [InlineData(ConfidenceLevel.Medium, "Medium", "nano")]
    [InlineData(ConfidenceLevel.High, "medium", "mini")]
    [InlineData(ConfidenceLevel.High, " HIGH ", "nano")]
    public async Task What_is_enough_is_for_the_contract_to_say(ConfidenceLevel least, string said, string tier)
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence(escalateBelow: least));
        router.Nano.Answers(Envelope(Scenery.Acme, said));
        router.Mini.Answers(Envelope(Scenery.Acme, "high"));

        (await router.Ask<Lead>()).GetRoute()!.Tier.Should().Be(tier);
    }

    [Theory]
    [InlineData(UnavailableConfidence.Escalate, "mini")]
    [InlineData(UnavailableConfidence.Accept, "nano")]
    public async Task A_valid_answer_without_envelope_has_no_known_confidence(UnavailableConfidence whenUnavailable, string tier)
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence(whenUnavailable: whenUnavailable));
        router.Nano.Answers(Scenery.Acme);
        router.Mini.Answers(Envelope(Scenery.Acme, "high"));

        var answer = await router.Ask<Lead>();

        (answer.Text, answer.GetRoute()!.Tier, answer.GetRoute()!.Attempts[0].Confidence).Should().Be((Scenery.Acme, tier, null));
    }

    [Theory]
    [InlineData(UnavailableConfidence.Accept, "nano")]
    [InlineData(UnavailableConfidence.Escalate, "mini")]
    public async Task An_envelope_that_holds_the_answer_alone_has_no_known_confidence(UnavailableConfidence whenUnavailable, string tier)
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence(whenUnavailable: whenUnavailable));
        router.Nano.Answers($$"""{"answer":{{Scenery.Acme}}}""");
        router.Mini.Answers(Envelope(Scenery.Acme, "high"));

        var answer = await router.Ask();

        (answer.Text, answer.GetRoute()!.Tier, answer.GetRoute()!.Attempts[0].Confidence).Should().Be((Scenery.Acme, tier, null));
    }

    [Theory]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"confidence":"very","reason":"x"}""")]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"confidence":0.9,"reason":"x"}""")]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"confidence":null}""")]
    public async Task A_confidence_that_is_no_level_is_unavailable(string text)
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence(whenUnavailable: UnavailableConfidence.Accept));
        router.Nano.Answers(text);

        var answer = await router.Ask<Lead>();

        (answer.Result, answer.GetRoute()!.Attempts[0].Confidence).Should().Be((new Lead("Acme", 5), null));
    }

    [Theory]
    [InlineData("""{"confidence":"high","reason":"x"}""", "required")]
    [InlineData("""{"reason":"x"}""", "required")]
    [InlineData("""{"answer":{"company":"Acme"}}""", "required")]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"reason":["x"]}""", "required")]
    [InlineData("""{"answer":{"company":"Acme"},"confidence":"high","reason":"x"}""", "required")]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"confidence":"low","confidence":"high"}""", "duplicate")]
    [InlineData("""{"answer":{"company":"Acme","company":"Other","seats":5},"confidence":"high"}""", "duplicate")]
    [InlineData("""{"answer":{"company":"Acme","seats":5},"confidence":"high" """, "not JSON")]
    [InlineData("[]", "")]
    [InlineData("{}", "required")]
    public async Task A_broken_envelope_is_a_schema_failure(string text, string rule)
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence().On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers(text);

        var attempt = (await router.Fails<RouteFailedClosedException>()).GetRoute()!.Attempts[0];

        attempt.Verdict.Triggers.Should().Equal(Trigger.SchemaFailure);
        attempt.Verdict.Violations.Should().Contain(violation => violation.ToString().Contains(rule));
    }

    [Fact]
    public async Task A_reason_of_a_megabyte_is_nobodys_business()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence());
        router.Nano.Answers($$"""{"answer":{{Scenery.Acme}},"confidence":"high","reason":"{{new string('x', 1_000_000)}}"}""");

        (await router.Ask()).Text.Should().Be(Scenery.Acme);

        System.Text.Json.JsonSerializer.Serialize(router.Record.Route, AIJsonUtilities.DefaultOptions).Length.Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task Every_tier_is_asked_the_same_with_references_that_still_resolve()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).AskConfidence().WithSchema("""
            { "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": { "head": { "$ref": "#/definitions/person" }, "$ref": { "type": "string" } },
              "definitions": { "person": { "type": "object", "properties": { "boss": { "$ref": "#/definitions/person" } } } } }
            """));
        router.Nano.Answers(Envelope("{}", "low"));
        router.Mini.Answers(Envelope("{}", "high"));

        await router.Ask();

        var sent = SchemaOf(router.Nano.Calls[0].Options!);
        sent.GetProperty("$schema").GetString().Should().Contain("draft-07");
        sent.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("answer", "confidence", "reason");
        var answer = sent.GetProperty("properties").GetProperty("answer");
        answer.TryGetProperty("$schema", out _).Should().BeFalse();
        answer.GetProperty("properties").GetProperty("head").GetProperty("$ref").GetString().Should().Be("#/properties/answer/definitions/person");
        SchemaOf(router.Mini.Calls[0].Options!).GetRawText().Should().Be(sent.GetRawText());
    }

    [Fact]
    public async Task The_callers_schema_is_wrapped_too()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).AskConfidence());
        router.Nano.Answers(Envelope(Scenery.Acme, "high"));

        var answer = await router.Ask<Lead>();

        answer.Result.Should().Be(new Lead("Acme", 5));
        SchemaOf(router.Nano.Calls[0].Options!).GetProperty("properties").GetProperty("answer").GetProperty("properties").TryGetProperty("company", out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_schema_whose_only_property_is_called_answer_is_told_from_the_envelope()
    {
        const string schema = """{"type":"object","required":["answer"],"properties":{"answer":{"type":"string"}},"additionalProperties":false}""";
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).WithSchema(schema).AskConfidence(whenUnavailable: UnavailableConfidence.Accept));
        router.Nano.Answers("""{"answer":"42"}""").Answers("""{"answer":{"answer":"42"},"confidence":"high","reason":"x"}""");

        (await router.Ask()).Text.Should().Be("""{"answer":"42"}""");
        (await router.Ask()).Text.Should().Be("""{"answer":"42"}""");

        router.Audit.Records.Select(record => record.Route.Attempts[0].Confidence).Should().Equal(null, ConfidenceLevel.High);
    }

    [Theory]
    [InlineData("reason")]
    [InlineData("confidence")]
    public async Task An_answer_whose_only_property_is_named_like_a_part_of_the_envelope_is_an_answer(string name)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).AskConfidence(whenUnavailable: UnavailableConfidence.Accept)
            .WithSchema($$"""{"type":"object","required":["{{name}}"],"properties":{"{{name}}":{"type":"string"} },"additionalProperties":false}"""));
        router.Nano.Answers($$"""{"{{name}}":"x"}""");

        (await router.Ask()).GetRoute()!.Attempts.Should().ContainSingle().Which.Confidence.Should().BeNull();
    }

    [Fact]
    public async Task Without_a_schema_the_caller_gets_the_text()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence());
        router.Nano.Answers("""{"answer":"It is \"fine\".","confidence":"high","reason":"x"}""");

        (await router.Ask()).Text.Should().Be("It is \"fine\".");

        SchemaOf(router.Nano.Calls[0].Options!).GetProperty("properties").GetProperty("answer").GetProperty("type").GetString().Should().Be("string");
    }

    [Theory]
    [InlineData("Just text", "Just text")]
    [InlineData("""{"answer":42,"confidence":"very"}""", "42")]
    [InlineData("""{"company":"Acme"}""", """{"company":"Acme"}""")]
    [InlineData("""{"reason":"x"}""", """{"reason":"x"}""")]
    [InlineData("\"quoted\"", "\"quoted\"")]
    public async Task Text_that_is_no_envelope_stands_for_itself(string text, string released)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence(whenUnavailable: UnavailableConfidence.Accept));
        router.Nano.Answers(text);

        (await router.Ask()).Text.Should().Be(released);

        router.Record.Route.Attempts[0].Confidence.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"answer":"a "word" too many","confidence":"high"}""", Trigger.SchemaFailure)]
    [InlineData("""{"confidence":"high","reason":"x"}""", Trigger.SchemaFailure)]
    [InlineData("""{"answer":"fine","reason":"x"}""", Trigger.SchemaFailure)]
    [InlineData("""{"answer":"fine"}""", Trigger.SchemaFailure)]
    [InlineData("""{"answer":"","confidence":"high","reason":"x"}""", Trigger.ProviderError)]
    [InlineData("""{"answer":null,"confidence":"high","reason":"x"}""", Trigger.ProviderError)]
    public async Task A_broken_envelope_never_passes_for_text(string text, Trigger trigger)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence(whenUnavailable: UnavailableConfidence.Accept));
        router.Nano.Answers(text);
        router.Mini.Answers(Envelope("\"fine\"", "high"));

        var answer = await router.Ask();

        (answer.Text, answer.GetRoute()!.Attempts[0].Verdict.Triggers[0]).Should().Be(("fine", trigger));
    }

    [Fact]
    public async Task An_envelope_is_read_tolerantly_where_the_contract_reads_so()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence().ReadTolerantly());
        router.Nano.Answers($$"""Here you are: {"answer":{{Scenery.Acme}},"confidence":"high","reason":"it says so",}""");

        (await router.Ask()).Text.Should().Be(Scenery.Acme);

        router.Record.Route.Attempts[0].Should().BeEquivalentTo(new { Repaired = true, Confidence = ConfidenceLevel.High });
    }

    [Fact]
    public async Task On_the_highest_tier_a_low_confidence_exhausts_the_plan()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence().StartAt("full"));
        router.Full.Answers(Envelope(Scenery.Acme, "low"));

        (await router.Fails<TiersExhaustedException>()).GetRoute()!.Why.Should().Contain("lowConfidence");
    }

    [Fact]
    public async Task A_person_may_decide_instead()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence().StartAt("full").On(Trigger.LowConfidence, then => then.HumanReview()));
        router.Full.Answers(Envelope(Scenery.Acme, "low"));

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.HumanReview);
    }

    [Fact]
    public async Task Gates_and_validators_see_the_answer_and_never_the_envelope()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Passed);
        using var router = Router.For<Lead>(
            contract => contract.AskConfidence().WithGates("polite").AddValidator(new TestValidator(answer => answer.Text == Scenery.Acme ? null : "not bare")),
            routing => routing.AddGate(gate));
        router.Nano.Answers(Envelope(Scenery.Acme, "high"));

        await router.Ask();

        gate.Seen.Should().Equal(Scenery.Acme);
    }

    [Fact]
    public async Task A_step_of_a_tool_loop_is_not_asked_how_sure_it_is()
    {
        using var router = Router.For<Lead>(contract => contract.AskConfidence());
        router.Nano.Answers(Scenery.Call("look_up"));

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).GetRoute()!.IsStep.Should().BeTrue();
    }

    [Fact]
    public async Task What_a_step_says_comes_out_of_its_envelope()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Passed);
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence().WithGates("polite"), routing => routing.AddGate(gate));
        var call = Scenery.Call("look_up");
        call.Messages[0].Contents = [new TextContent(Envelope("\"One moment.\"", "low")), .. call.Messages[0].Contents];
        router.Nano.Answers(Raw(call));

        var step = await router.Ask(options: Scenery.Tools(Scenery.ReadTool()));

        (step.Text, step.GetRoute()!.IsStep).Should().Be(("One moment.", true));
        step.Messages[0].Contents.Select(content => content.GetType()).Should().Equal(typeof(TextContent), typeof(FunctionCallContent));
        (step.RawRepresentation, step.Messages[0].RawRepresentation).Should().Be((null, null));
        gate.Seen.Should().Equal("One moment.");
    }

    [Fact]
    public async Task A_step_that_says_nothing_in_its_envelope_says_nothing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence());
        var call = Scenery.Call("look_up");
        call.Messages[0].Contents = [new TextContent(Envelope("\"\"", "low")), .. call.Messages[0].Contents];
        router.Nano.Answers(call);

        (await router.Ask(options: Scenery.Tools(Scenery.ReadTool()))).Messages[0].Contents.Should().ContainSingle().Which.Should().BeOfType<FunctionCallContent>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_reason_is_in_no_raw_representation_either(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence());
        router.Nano.Answers(Raw(Scenery.Finished(Envelope("\"All is well\"", "high"), ChatFinishReason.Stop)));

        var answer = streaming ? (await router.Stream().ToList()).ToChatResponse() : await router.Ask();

        (answer.Text, answer.RawRepresentation, answer.Messages[0].RawRepresentation).Should().Be(("All is well", null, null));
    }

    [Fact]
    public async Task A_stream_is_the_answer_alone()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence());
        router.Nano.Answers("""{"answer":"All is well","confidence":"high","reason":"x"}""");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("All is well");
        updates[^1].GetRoute()!.Attempts[0].Confidence.Should().Be(ConfidenceLevel.High);
    }

    [Fact]
    public async Task A_provider_that_gives_probabilities_can_be_read_without_asking_the_model()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).ReadConfidenceWith(Probabilities));
        router.Nano.Answers(Probable("spam", -0.9, -0.4));
        router.Mini.Answers(Probable("ham", -0.01, -0.02));

        var answer = await router.Ask();

        (answer.Text, answer.GetRoute()!.Tier).Should().Be(("ham", "mini"));
        answer.GetRoute()!.Attempts.Select(attempt => attempt.Confidence).Should().Equal(ConfidenceLevel.Low, ConfidenceLevel.High);
        router.Nano.Calls[0].Options!.ResponseFormat.Should().BeNull();
    }

    [Fact]
    public async Task Where_the_model_is_asked_as_well_the_lower_counts()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AskConfidence().ReadConfidenceWith(Probabilities));
        router.Nano.Answers(Probable("""{"answer":"spam","confidence":"high"}""", -0.9));
        router.Mini.Answers(Probable("""{"answer":"spam","confidence":"low"}""", -0.01));
        router.Full.Answers("""{"answer":"spam","confidence":"high"}""");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Confidence).Should().Equal(ConfidenceLevel.Low, ConfidenceLevel.Low, ConfidenceLevel.High);
    }

    [Fact]
    public async Task A_reader_that_breaks_or_finds_nothing_makes_nothing_up()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).ReadConfidenceWith(response =>
            response.Text == "spam" ? throw new InvalidOperationException() : response.Text == "ham" ? null : (ConfidenceLevel)17));
        router.Nano.Answers("spam");
        router.Mini.Answers("ham");
        router.Full.Answers("eggs");

        (await router.Fails<TiersExhaustedException>()).Attempts.Should().OnlyContain(attempt => attempt.Confidence == null && attempt.Verdict.Triggers[0] == Trigger.LowConfidence);
    }

    [Fact]
    public async Task What_the_envelope_adds_to_a_prompt_is_paid_for()
    {
        using var bare = Router.For<Lead>(contract => contract.AtMost(cost: 1m));
        using var wrapped = Router.For<Lead>(contract => contract.AtMost(cost: 1m).AskConfidence());
        bare.Nano.Answers(Scenery.Acme);
        wrapped.Nano.Answers(Envelope(Scenery.Acme, "high"));
        await bare.Ask();
        await wrapped.Ask();

        wrapped.Nano.Calls[0].Options!.MaxOutputTokens.Should().BeLessThan(bare.Nano.Calls[0].Options!.MaxOutputTokens!.Value - 20, "the prompt costs more, so the rest buys less output");
    }

    private static string Envelope(string answer, string confidence) => $$"""{"answer":{{answer}},"confidence":"{{confidence}}","reason":"it says so"}""";

    private static System.Text.Json.JsonElement SchemaOf(ChatOptions options) => ((ChatResponseFormatJson)options.ResponseFormat!).Schema!.Value;

    private static ConfidenceLevel? Probabilities(ChatResponse response) =>
        response.AdditionalProperties?["logprobs"] is double[] numbers ? TokenConfidence.FromLogProbabilities(numbers) : null;

    private static ChatResponse Raw(ChatResponse response)
    {
        response.RawRepresentation = response.Messages[0].RawRepresentation = "it says so";
        return response;
    }

    private static ChatResponse Probable(string text, params double[] logProbabilities) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { AdditionalProperties = new() { ["logprobs"] = logProbabilities } };
}
