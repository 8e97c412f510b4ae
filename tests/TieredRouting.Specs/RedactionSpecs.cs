using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>Under a contract that redacts, sensitive text reaches no model, and everything above the calls sees it all the same.</summary>
public sealed class RedactionSpecs
{
    private const string Mail = "canary7f3a@example.org";
    private const string Card = "4111 1111 1111 1111";
    private const string Asked = $"Write to {Mail} about card {Card}.";

    [Fact]
    public async Task The_model_gets_placeholders_and_the_caller_the_text()
    {
        using var router = Redacting();
        router.Nano.Answers("I wrote to [email-1] about [creditCard-1].");

        var answer = await router.Ask(Asked, new ChatOptions { Instructions = $"You are {Mail}." });

        answer.Text.Should().Be($"I wrote to {Mail} about {Card}.");
        var call = router.Nano.Calls.Should().ContainSingle().Subject;
        (call.Messages[0].Text, call.Options!.Instructions).Should().Be(("Write to [email-1] about card [creditCard-1].", "You are [email-1]."));
    }

    [Fact]
    public async Task Signals_and_the_decision_read_the_text_itself()
    {
        using var router = Redacting();
        router.Nano.Answers("fine");

        var decision = (await router.Ask(Asked)).GetRoute()!.Decision;

        decision.Lane.Should().Be(Lane.Sensitive);
        decision.Signals[SignalNames.PolicyLane]!.Evidence.Select(evidence => evidence.Kind).Should().Equal("email", "creditCard");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_placeholder_that_a_stream_cuts_is_restored(int chunk)
    {
        using var router = Router.On(
            (_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(StreamClient.Saying("To [email-1], card [CREDITCARD-1]; [email-9] [em", chunk))),
            contract => contract.ForIntent(TaskIntent.Classify).RedactBeforeCall());

        var updates = await router.Stream(Asked).ToList();

        updates.ToChatResponse().Text.Should().Be($"To {Mail}, card {Card}; [email-9] [em");
        updates[^1].GetRoute()!.Attempts.Single().Redacted.Should().BeEquivalentTo(new Dictionary<string, int> { ["email"] = 1, ["creditCard"] = 1 });
    }

    [Fact]
    public async Task A_tool_gets_the_text_and_the_model_never_does()
    {
        using var router = Redacting(around: chat => chat.UseFunctionInvocation());
        string? got = null;
        var tool = AIFunctionFactory.Create(
            (string to) =>
            {
                got = to;
                return new { owner = to, backup = "bob@example.org" };
            },
            new AIFunctionFactoryOptions { Name = "look_up", AdditionalProperties = new Dictionary<string, object?> { ["readOnly"] = true } });
        router.Nano.Answers(Calling("[email-1]")).Answers("[email-1], or [email-2].");

        var answer = await router.Ask(Asked, Scenery.Tools(tool));

        (got, answer.Text).Should().Be((Mail, $"{Mail}, or bob@example.org."));
        var sent = router.Nano.Calls[1].Messages.SelectMany(message => message.Contents).ToList();
        $"{sent.OfType<FunctionCallContent>().Single().Arguments!["to"]}".Should().Be("[email-1]");
        $"{sent.OfType<FunctionResultContent>().Single().Result}".Should().Be("""{"owner":"[email-1]","backup":"[email-2]"}""");
        router.Audit.Records.Select(record => record.Route.Attempts[0].Redacted!["email"]).Should().Equal(1, 4);
    }

    [Fact]
    public async Task An_answer_in_json_stays_json_and_is_held_to_its_schema_as_it_will_be_read()
    {
        var key = $"-----BEGIN RSA PRIVATE KEY-----\n{string.Concat(Enumerable.Repeat("MIIEowIBAAKCAQEAxq2fK9b7Tz\n", 20))}-----END RSA PRIVATE KEY-----";
        using var router = Router.For<Lead>(contract => contract.RedactBeforeCall());
        router.Nano.Answers("""{"company":"[credential-1] of [email-1]","seats":5}""");

        var answer = await router.Ask<Lead>($"{key} of {Mail}");

        router.Nano.Calls[0].Messages[0].Text.Should().Be("[credential-1] of [email-1]");
        answer.Result.Company.Should().Be($"{key} of {Mail}");
        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_retry_and_another_tier_are_sent_the_same_placeholders()
    {
        using var router = Router.For<Lead>(contract => contract.RedactBeforeCall().On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers("To [email-1]").Answers("To [email-1] again");
        router.Mini.Answers("""{"company":"[email-1]","seats":5}""");

        (await router.Ask<Lead>(Asked)).Result.Company.Should().Be(Mail);

        router.Nano.Calls.Concat(router.Mini.Calls).Should().HaveCount(3).And.OnlyContain(call => call.Messages[0].Text == "Write to [email-1] about card [creditCard-1].");
        router.Nano.Calls[1].Messages[1].Text.Should().Be("To [email-1]", "what the model said goes back as it said it");
    }

    [Fact]
    public async Task The_passes_of_a_disagreement_check_agree_on_what_the_caller_gets()
    {
        using var router = Redacting(contract => contract.CheckDisagreement());
        router.Nano.AlwaysAnswers("[email-1]");

        (await router.Ask(Asked)).Text.Should().Be(Mail);

        router.Nano.Calls.Should().HaveCount(2).And.OnlyContain(call => !call.Messages[0].Text.Contains("canary"));
    }

    [Fact]
    public async Task Gates_and_people_see_the_text_itself()
    {
        var gate = new TestGate("polite", _ => GateVerdict.Passed);
        using var router = Redacting(contract => contract.WithGates("polite").WithApproval(ApprovalMode.Always), routing => routing.AddGate(gate));
        router.Nano.AlwaysAnswers("To [email-1]");
        router.Mini.AlwaysAnswers("To [email-1]");

        var held = (await router.Ask(Asked)).GetApproval()!;

        var request = (await router.Services.GetRequiredService<IApprovals>().GetAsync(held.Id, TestContext.Current.CancellationToken))!.Request;
        (request.Messages[0].Text, request.Draft!.Text).Should().Be((Asked, $"To {Mail}"));
        gate.Seen.Should().Equal($"To {Mail}");
    }

    [Fact]
    public async Task The_record_says_how_much_was_redacted_and_not_what()
    {
        using var folder = new Folder();
        var path = folder["audit.jsonl"];
        using (var router = Redacting(contract => contract.CaptureContent(), routing => routing.AuditTo.JsonLines(path)))
        {
            router.Nano.Throws(Scenery.Overloaded());
            router.Mini.Answers("To [email-1]");

            await router.Ask($"{Asked} {Mail}");

            router.Logs.GetSnapshot().Select(log => log.Message).Should().NotContain(message => message.Contains("canary"));
        }

        var line = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Single();
        var entry = await AuditReader.ReadAsync(path, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        line.Should().NotContain("canary").And.Contain("\"redacted\":{\"creditCard\":1,\"email\":2}");
        entry.Attempts.Select(attempt => attempt.Redacted["email"]).Should().Equal(2, 2);
        entry.Content!.Answer.Should().Be("To [email]");
    }

    [Fact]
    public async Task A_form_that_the_request_has_itself_stays_as_it_is()
    {
        using var router = Redacting();
        router.Nano.Answers("[email-1] stands for [email-2]");

        var answer = await router.Ask($"Put {Mail} where it says [email-1].");

        router.Nano.Calls[0].Messages[0].Text.Should().Be("Put [email-2] where it says [email-1].");
        answer.Text.Should().Be($"[email-1] stands for {Mail}");
    }

    [Fact]
    public async Task A_request_with_a_picture_fails_closed_unless_the_contract_redacts_text_only()
    {
        ChatMessage[] messages = [new(ChatRole.User, [new TextContent(Asked), new DataContent(new byte[] { 1 }, "image/png")])];
        using var strict = Redacting();
        using var lenient = Router.With(contract => contract.ForIntent(TaskIntent.Classify).RedactBeforeCall(textOnly: true));
        lenient.Nano.AlwaysAnswers("To [email-1]");

        var error = (await strict.Awaiting(it => it.Ask(messages)).Should().ThrowAsync<RouteFailedClosedException>()).Which;
        var answer = await lenient.Ask(messages);

        (error.Rule, strict.Calls, error.GetRoute()!.Cost).Should().Be(("redaction", 0, 0m));
        error.Message.Should().Contain("a picture").And.NotContain("canary");
        answer.Text.Should().Be($"To {Mail}");
        lenient.Nano.Calls[0].Messages[0].Contents.Should().ContainSingle(content => content is DataContent);
    }

    [Fact]
    public async Task A_conversation_that_a_provider_holds_keeps_its_placeholders()
    {
        using var router = Redacting();
        router.Nano.Answers(Begun("What about [email-1]?")).Answers(Begun("[email-1] and [email-2]"));

        var first = await router.Ask(Asked);
        var second = await router.Ask("And bob@example.org", new ChatOptions { ConversationId = first.ConversationId });

        router.Nano.Calls[1].Messages[0].Text.Should().Be("And [email-2]");
        second.Text.Should().Be($"{Mail} and bob@example.org");
    }

    [Fact]
    public async Task What_another_process_told_the_provider_is_not_mistaken_for_what_it_is_told_now()
    {
        using var router = Redacting();
        router.Nano.Answers(Begun("[email-1]"));

        var answer = await router.Ask("And bob@example.org", new ChatOptions { ConversationId = "tiered_routing/nano/elsewhere/thread-1" });

        router.Nano.Calls[0].Messages[0].Text.Should().MatchRegex(@"^And \[email-\d{7,9}\]$");
        answer.Text.Should().Be("[email-1]");
    }

    [Fact]
    public async Task Money_is_set_aside_for_what_is_sent()
    {
        var key = $"-----BEGIN RSA PRIVATE KEY-----\n{new string('A', 8_000)}\n-----END RSA PRIVATE KEY-----";
        using var router = Redacting(contract => contract.AtMost(cost: 0.001m).WithMaxOutput(300));
        router.Nano.Answers("fine");

        (await router.Ask(key)).Text.Should().Be("fine", "the key alone would cost twice the bound");
    }

    [Fact]
    public async Task A_contract_that_does_not_redact_sends_the_callers_own_messages()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, "[email-1]"));
        router.Nano.Answers(answer);
        ChatMessage[] messages = [new(ChatRole.User, Asked)];

        var got = await router.Ask(messages);

        router.Nano.Calls[0].Messages[0].Should().BeSameAs(messages[0]);
        (got.Text, got.GetRoute()!.Attempts[0].Redacted).Should().Be(("[email-1]", null));
    }

    [Theory]
    [InlineData("""true""", "Write to [email-1] about card [creditCard-1].")]
    [InlineData("""["creditCard"]""", $"Write to {Mail} about card [creditCard-1].")]
    [InlineData("""false""", Asked)]
    public async Task A_section_says_what_is_redacted(string redact, string sent)
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).RedactBeforeCall(["iban"]),
            routing => routing.BindConfiguration("TieredRouting"),
            services => services.AddSingleton(Section($$$"""{"redact":{{{redact}}}}""")));
        router.Nano.Answers("fine");

        await router.Ask(Asked);

        router.Nano.Calls[0].Messages[0].Text.Should().Be(sent);
    }

    [Theory]
    [InlineData("""{"redact":["email","shoeSize"]}""", "shoeSize", "creditCard")]
    [InlineData("""{"redactTextOnly":true}""", "redactTextOnly", "nothing is redacted")]
    [InlineData("""{"redact":"perhaps"}""", "redact", "true or false")]
    public void A_section_that_asks_for_what_is_not_there_is_refused(string contract, string name, string why)
    {
        using var router = Router.With(
            work => work.ForIntent(TaskIntent.Classify),
            routing => routing.BindConfiguration("TieredRouting"),
            services => services.AddSingleton(Section(contract)));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Message.Should().Contain(name).And.Contain(why);
    }

    private static IConfiguration Section(string contract) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "TieredRouting": { "version": 1, "contracts": { "work": {{contract}} } } }"""))).Build();

    /// <summary>Short names, a name within a name, one in the instructions and one in the JSON of a tool: what a recognizer finds is not sent from anywhere.</summary>
    [Fact]
    public async Task What_only_a_recognizer_finds_is_not_sent_either()
    {
        using var router = Redacting(routing: routing => routing.AddRecognizer(new Names("Ann", "Bo", "Zeno")));
        router.Nano.Answers("[person-1] greets [person-2] and [person-3].");

        var answer = await router.Ask(
            [
                new ChatMessage(ChatRole.User, "May Ann greet Bo, or Zeno?"),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "who")]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", System.Text.Json.JsonElement.Parse("""{"names":["Ann","Zeno"],"said":"Bo"}"""))]),
            ],
            new ChatOptions { Instructions = "You speak with Ann, a friend of Zeno." });

        answer.Text.Should().Be("Ann greets Bo and Zeno.");
        var call = router.Nano.Calls.Should().ContainSingle().Subject;
        var sent = string.Join('|', call.Messages.SelectMany(message => message.Contents).Select(content => content is FunctionResultContent result ? result.Result!.ToString() : content is TextContent text ? text.Text : "")) + call.Options!.Instructions;
        sent.Should().NotContain("Ann").And.NotContain("Bo").And.NotContain("Zeno").And.Contain("[person-1]").And.Contain("[person-3]");
        answer.GetRoute()!.Attempts.Single().Redacted!["person"].Should().BeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task What_a_recognizer_finds_of_a_kind_that_is_not_redacted_is_sent()
    {
        using var router = Router.With(
            work => work.ForIntent(TaskIntent.Classify).RedactBeforeCall(["email"]),
            routing => routing.AddRecognizer(new Names("Ann", "Zeno")));
        router.Nano.Answers("fine");

        await router.Ask("Tell Ann and Zeno.");

        router.Nano.Calls.Single().Messages[0].Text.Should().Be("Tell Ann and Zeno.");
    }

    private sealed class Names(params string[] names) : ITextRecognizer
    {
        public string Name => "names";

        public ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken)
        {
            foreach (var name in names)
                found.Add(new SignalEvidence("person", text.IndexOf(name, StringComparison.Ordinal), name.Length));
            return default;
        }
    }

    private static Router Redacting(Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null, Action<ChatClientBuilder>? around = null) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify).RedactBeforeCall();
            contract?.Invoke(work);
        },
        routing,
        around: around);

    private static ChatResponse Calling(string to) =>
        new(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("call-1", "look_up", new Dictionary<string, object?> { ["to"] = to })])) { FinishReason = ChatFinishReason.ToolCalls };

    private static ChatResponse Begun(string text) => new(new ChatMessage(ChatRole.Assistant, text)) { ConversationId = "thread-1" };
}
