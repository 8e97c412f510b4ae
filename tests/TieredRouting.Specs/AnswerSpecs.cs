using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class AnswerSpecs
{
    [Theory]
    [InlineData("""{"company":"Acme","seats":5}""")]
    [InlineData("  \n {\"company\":\"Acme\",\"seats\":5} \n")]
    [InlineData("```json\n{\"company\":\"Acme\",\"seats\":5}\n```")]
    [InlineData("Here you are:\n\n```\n{\"company\":\"Acme\",\"seats\":5}\n```\nAnything else?")]
    public async Task The_json_of_an_answer_is_its_whole_text_or_its_only_fenced_block(string text)
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(text);

        (await router.Ask<Lead>()).Result.Should().Be(new Lead("Acme", 5));
    }

    [Fact]
    public async Task The_caller_gets_the_bare_json()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers($"Here you are:\n```json\n{Scenery.Acme}\n```");

        (await router.Ask()).Text.Should().Be(Scenery.Acme);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("I do not know.", "not JSON")]
    [InlineData("```json\n{\"company\":\"Acme\",\"seats\":5}\n```\n```json\n{\"company\":\"Acme\",\"seats\":5}\n```", "two fenced blocks")]
    [InlineData("""{"company":"Acme","seats":5} and so on""", "not JSON")]
    [InlineData("""{"company":"Acme","seats":5,}""", "not JSON")]
    [InlineData("""{"company":"Acme","seats":5,"seats":6}""", "duplicate")]
    [InlineData("""{"company":"Acme","seats":NaN}""", "not JSON")]
    [InlineData("""{"company":"Acme","seats":5} // five""", "not JSON")]
    [InlineData("""{"company":"Acme"}""", "required")]
    [InlineData("""{"company":"Acme","seats":5,"mood":"good"}""", "not allow")]
    [InlineData("""{"company":null,"seats":5}""", "expected string")]
    [InlineData("""[{"company":"Acme","seats":5}]""", "object")]
    public async Task An_answer_that_is_not_what_was_promised_is_a_schema_failure(string text, string rule)
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers(text);

        var verdict = (await router.Fails<RouteFailedClosedException>()).GetRoute()!.Attempts[0].Verdict;

        verdict.Triggers.Should().Equal(Trigger.SchemaFailure);
        verdict.Violations.Should().NotBeEmpty().And.Contain(violation => violation.Rule.Contains(rule, StringComparison.OrdinalIgnoreCase) || violation.ToString().Contains(rule, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_answer_of_five_megabytes_is_a_schema_failure()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("{\"company\":\"" + new string('x', 5 * 1024 * 1024) + "\",\"seats\":5}");
        router.Mini.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Violations.Should().ContainSingle().Which.Rule.Should().Contain("larger than");
    }

    [Fact]
    public async Task An_answer_nested_five_hundred_levels_deep_is_a_schema_failure()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(new string('[', 500) + new string(']', 500));
        router.Mini.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Violations.Should().ContainSingle().Which.Rule.Should().Contain("deeper than");
    }

    [Fact]
    public async Task A_typed_contract_asks_for_its_schema()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(Scenery.Acme);

        await router.Ask();

        router.Nano.Calls[0].Options!.ResponseFormat.Should().BeOfType<ChatResponseFormatJson>()
            .Which.Schema!.Value.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Should().Equal("company", "seats");
    }

    [Fact]
    public async Task A_contract_takes_a_schema_as_text()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract).WithSchema("""{"type":"object","properties":{"n":{"type":"integer","minimum":1}},"required":["n"]}"""));
        router.Nano.Answers("""{"n":0}""");
        router.Mini.Answers("""{"n":1}""");

        var answer = await router.Ask();

        answer.Text.Should().Be("""{"n":1}""");
        answer.GetRoute()!.Attempts[0].Verdict.Violations.Should().ContainSingle().Which.Path.Should().Be("/n");
    }

    [Fact]
    public async Task A_typed_contract_can_promise_a_list()
    {
        using var router = Router.For<List<Lead>>();
        router.Nano.Answers($$"""{"data":[{{Scenery.Acme}}]}""");

        (await router.Ask<List<Lead>>()).Result.Should().Equal(new Lead("Acme", 5));
    }

    [Fact]
    public void A_schema_that_is_no_json_is_an_error_where_it_is_stated() =>
        FluentActions.Invoking(() => Router.With(contract => contract.WithSchema("{"))).Should().Throw<ArgumentException>().WithMessage("*not JSON*");

    [Fact]
    public async Task A_different_schema_on_the_call_is_an_error()
    {
        using var router = Router.For<Lead>();

        await router.Awaiting(it => it.Ask<string[]>()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*'work'*different one*");

        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Without_a_schema_of_its_own_a_contract_holds_answers_to_the_callers()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract));
        router.Nano.Answers("""{"company":7,"seats":5}""");
        router.Mini.Answers($"```\n{Scenery.Acme}\n```");

        var answer = await router.Ask<Lead>();

        (answer.Result.Company, answer.GetRoute()!.Tier, answer.Text).Should().Be(("Acme", "mini", Scenery.Acme));
    }

    [Fact]
    public async Task A_schema_of_the_callers_that_cannot_be_enforced_is_an_error()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Extract));
        using var schema = JsonDocument.Parse("""{"type":"array","contains":{}}""");

        var error = await router.Fails<InvalidOperationException>(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) });

        error.Message.Should().Contain("'work'").And.Contain("contains");
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task The_providers_own_answer_is_never_changed()
    {
        using var router = Router.For<Lead>();
        var mine = Scenery.Finished($"```\n{Scenery.Acme}\n```", ChatFinishReason.Stop);
        mine.AdditionalProperties = new() { ["mine"] = 1 };
        router.Nano.Answers(mine).Answers(mine);

        var first = await router.Ask();
        var second = await router.Ask();

        (mine.Text, mine.AdditionalProperties.Count, mine.Messages[0].Contents.Count).Should().Be(($"```\n{Scenery.Acme}\n```", 1, 1));
        second.GetRoute()!.Id.Should().NotBe(first.GetRoute()!.Id);
        first.AdditionalProperties.Should().ContainKey("mine");
    }

    [Fact]
    public async Task The_providers_own_tool_call_is_never_changed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var mine = Scenery.Call("look_up");
        router.Nano.Answers(mine).Answers(mine);

        var first = await router.Ask(options: Scenery.Tools(Scenery.ReadTool()));
        await router.Ask(options: Scenery.Tools(Scenery.ReadTool()));

        mine.Messages[0].Contents[0].AdditionalProperties.Should().BeNull();
        first.Messages[0].Contents[0].AdditionalProperties.Should().ContainKey("tiered_routing.route");
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_truncated()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers(Scenery.Finished("""{"company":"Ac""", ChatFinishReason.Length));
        router.Mini.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Truncated);
    }

    [Fact]
    public async Task Free_text_cut_off_where_the_caller_asked_for_just_so_much_is_fine()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Scenery.Finished("Once upon", ChatFinishReason.Length));

        (await router.Ask(options: new ChatOptions { MaxOutputTokens = 2 })).Text.Should().Be("Once upon");
    }

    [Fact]
    public async Task Free_text_cut_off_by_anybody_else_is_truncated()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithMaxOutput(300));
        router.Nano.Answers(Scenery.Finished("Once upon", ChatFinishReason.Length));
        router.Mini.Answers("hi");

        (await router.Ask(options: new ChatOptions { MaxOutputTokens = 1_000 })).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Truncated);
    }

    [Fact]
    public async Task An_empty_answer_is_a_providers_error()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(" ");
        router.Mini.Answers("hi");

        var failed = (await router.Ask()).GetRoute()!.Attempts[0];

        (failed.Error, failed.Verdict.Triggers[0]).Should().Be(("empty", Trigger.ProviderError));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_a_picture_or_a_file_is_not_empty(bool streaming)
    {
        foreach (var content in (AIContent[])[new DataContent("data:image/png;base64,AAAA"), new UriContent("https://a.example/1", "image/png"), new HostedFileContent("file-1")])
        {
            using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
            router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content])));

            var route = streaming ? (await router.Stream().ToList())[^1].GetRoute()! : (await router.Ask()).GetRoute()!;

            route.Tier.Should().Be("nano");
        }
    }
}
