using System.ClientModel;
using Microsoft.Extensions.AI;
using TieredRouting.Fallback;

namespace TieredRouting.Wire.Tests;

/// <summary>The errors of the official clients, as real servers cause them: what each is called, and whether the route goes on.</summary>
public sealed class ErrorSpecs
{
    private static readonly string[] Everywhere = ["openai", "anthropic", "ollama"];

    /// <summary>Whole, and streamed.</summary>
    private static readonly bool[] Ways = [false, true];

    private static readonly string[] NoAnswers =
    [
        "", "<html>busy</html>", "[]", "{}", "null", "7",
        """{"error":{"message":"boom"}}""",
        """{"id":5,"choices":7,"content":9,"message":3}""",
        """{"id":"c1","choices":[]}""",
        """{"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"tired"}]}""",
    ];

    private static readonly (int Status, string Code, string Message, string Error, Trigger Trigger)[] Mendable =
    [
        (429, "rate_limit_error", "slow down", "throttled", Trigger.ProviderError),
        (503, "overloaded_error", "busy", "overloaded", Trigger.ProviderError),
        (529, "overloaded_error", "busy", "overloaded", Trigger.ProviderError),
        (500, "api_error", "boom", "serverError", Trigger.ProviderError),
        (502, "api_error", "boom", "serverError", Trigger.ProviderError),
        (504, "timeout_error", "too slow", "timeout", Trigger.Timeout),
        (408, "timeout_error", "too slow", "timeout", Trigger.Timeout),
        (404, "not_found_error", "no such model", "unknown", Trigger.ProviderError),
        (413, "request_too_large", "too large", "contextTooLong", Trigger.ProviderError),
        (400, "context_length_exceeded", "This model's maximum context length is 8192 tokens.", "contextTooLong", Trigger.ProviderError),
        (400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", "contextTooLong", Trigger.ProviderError),
        (400, "content_filter", "The response was filtered due to the prompt triggering our content management policy.", "contentFilter", Trigger.Refusal),
    ];

    private static readonly (int Status, string Code, string Error)[] Unmendable =
    [
        (401, "authentication_error", "authentication"),
        (403, "permission_error", "authentication"),
        (400, "invalid_request_error", "badRequest"),
    ];

    public static TheoryData<string, bool, int, string, string, string, Trigger> OfMendable() =>
        [.. from wire in Everywhere from streaming in Ways from error in Mendable select (wire, streaming, error.Status, error.Code, error.Message, error.Error, error.Trigger)];

    public static TheoryData<string, bool, int, string, string> OfUnmendable() =>
        [.. from wire in Everywhere from streaming in Ways from error in Unmendable select (wire, streaming, error.Status, error.Code, error.Error)];

    public static TheoryData<string, bool> AllWires() => [.. from wire in Everywhere from streaming in Ways select (wire, streaming)];

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task An_answer_that_is_well_is_released_with_its_usage(string wire, bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(Wires.Says(wire, "once", " upon"), client: Wires.Client(wire));

        var answer = await router.AskAsync(streaming);

        answer.Text.Should().Be("once upon");
        var attempt = router.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Usage!.Value.Output, attempt.Estimated, router.Route.Outcome).Should().Be((5, false, Outcome.Released));
    }

    [Theory]
    [MemberData(nameof(OfMendable))]
    public async Task An_error_that_another_model_may_not_have_moves_on_under_its_name(string wire, bool streaming, int status, string code, string message, string error, Trigger trigger)
    {
        await using var router = await WiredRouter.StartAsync(Wires.Fails(wire, status, code, message), client: Wires.Client(wire));

        (await router.AskAsync(streaming)).Text.Should().Be("large");

        var failed = router.Route.Attempts[0];
        (failed.Error, failed.Verdict.Triggers[0], router.Route.Attempts.Count, router.Small.Requests.Count).Should().Be((error, trigger, 2, 1));
    }

    [Theory]
    [MemberData(nameof(OfUnmendable))]
    public async Task An_error_that_no_model_can_mend_is_the_callers_untouched(string wire, bool streaming, int status, string code, string error)
    {
        await using var router = await WiredRouter.StartAsync(Wires.Fails(wire, status, code, "no"), client: Wires.Client(wire));

        var thrown = await FluentActions.Awaiting(() => router.AskAsync(streaming)).Should().ThrowAsync<Exception>();

        thrown.Which.Should().NotBeAssignableTo<TieredRoutingException>();
        (router.Route.Outcome, router.Route.Attempts[0].Error, router.Route.Cost, router.Large.Requests.Count).Should().Be((Outcome.Failed, error, 0m, 0));
    }

    public static TheoryData<string, bool, string> Unreadable() =>
    [
        .. from wire in Everywhere
           from body in NoAnswers
           from streaming in Ways
           select (wire, streaming, body),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_is_no_answer_moves_on_whatever_its_status_says(string wire, bool streaming, string body)
    {
        await using var router = await WiredRouter.StartAsync(Http.Status(200, body), client: Wires.Client(wire));

        (await router.AskAsync(streaming)).Text.Should().Be("large");

        router.Route.Attempts[0].Estimated.Should().BeTrue("nobody knows what it cost");
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_connection_that_is_reset_is_a_network_error_and_moves_on(string wire, bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(Http.Resets, client: Wires.Client(wire));

        (await router.AskAsync(streaming)).Text.Should().Be("large");

        router.Route.Attempts[0].Error.Should().Be("network");
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_body_that_breaks_off_is_a_network_error_and_moves_on(string wire, bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(Http.Breaks("application/json", """{"id":"""), client: Wires.Client(wire));

        (await router.AskAsync(streaming)).Text.Should().Be("large");

        router.Route.Attempts[0].Error.Should().Be("network");
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_server_that_nobody_finds_is_a_network_error_that_cost_nothing(string wire, bool streaming)
    {
        await using var nobody = ModelServer.Absent();
        await using var router = await WiredRouter.StartAsync(Http.Hangs, client: _ => Wires.Client(wire)(nobody));

        (await router.AskAsync(streaming)).Text.Should().Be("large");

        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Cost, router.Route.Attempts[0].Estimated).Should().Be(("network", 0m, false));
    }

    [Theory]
    [MemberData(nameof(AllWires))]
    public async Task A_server_that_hangs_is_a_timeout_once_the_deadline_is_over(string wire, bool streaming)
    {
        await using var router = await WiredRouter.StartAsync(Http.Hangs, contract => contract.AtMost(deadline: TimeSpan.FromSeconds(5)), Wires.Client(wire));

        var asking = router.AskAsync(streaming);
        await router.Small.ArrivedAsync();
        router.Router.Time.Advance(TimeSpan.FromSeconds(5));

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<TiersExhaustedException>();
        (router.Route.Attempts[0].Error, router.Route.Attempts[0].Estimated, router.Large.Requests.Count).Should().Be(("timeout", true, 0));
    }

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After", "31536000", 3_600_000)]
    [InlineData("Retry-After", "-7", null)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("X-Other", "7", null)]
    public async Task The_time_to_wait_is_read_from_the_response_that_the_client_keeps(string header, string value, int? milliseconds)
    {
        await using var server = await ModelServer.StartAsync(OpenAIWire.Fails(429, "rate_limit", "slow down", (header, value)));
        using var client = OpenAIWire.Client(server);

        var thrown = await FluentActions.Awaiting(() => client.GetResponseAsync("hello")).Should().ThrowAsync<ClientResultException>();

        RetryAfter.Of(thrown.Which, DateTimeOffset.UnixEpoch).Should().Be(milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null);
    }

    /// <summary>As their packages are: looked for in the exception's data and in a response that it keeps. Where one of them begins to keep it, this fails, and the page on reliability is to be mended.</summary>
    [Theory]
    [InlineData("anthropic")]
    [InlineData("ollama")]
    public async Task Neither_Anthropics_client_nor_OllamaSharp_keeps_the_time_to_wait(string wire)
    {
        await using var server = await ModelServer.StartAsync(Http.Status(429, """{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""", ("Retry-After", "7")));
        using var client = Wires.Client(wire)(server);

        var thrown = await FluentActions.Awaiting(() => client.GetResponseAsync("hello")).Should().ThrowAsync<Exception>();

        RetryAfter.Of(thrown.Which, DateTimeOffset.UnixEpoch).Should().BeNull();
        for (var at = thrown.Which; at is not null; at = at.InnerException)
            at.GetType().GetProperties().Should().NotContain(property => property.Name.Contains("Header") || property.Name.Contains("RawResponse"));
    }

    [Theory]
    [InlineData("overloaded_error", "overloaded", true)]
    [InlineData("rate_limit_error", "throttled", true)]
    [InlineData("api_error", "serverError", true)]
    [InlineData("authentication_error", "authentication", false)]
    [InlineData("invalid_request_error", "badRequest", false)]
    [InlineData("new_error", "unknown", true)]
    public async Task An_error_that_Anthropics_servers_send_as_an_event_has_its_name(string type, string error, bool mendable)
    {
        await using var router = await WiredRouter.StartAsync(Http.Streams(Http.EventStream, AnthropicWire.Start, AnthropicWire.ErrorEvent(type)), client: Wires.Client("anthropic"));

        if (mendable)
            (await router.AskAsync(streaming: true)).Text.Should().Be("large");
        else
            await FluentActions.Awaiting(() => router.AskAsync(streaming: true)).Should().ThrowAsync<Exception>();

        router.Route.Attempts[0].Error.Should().Be(error);
    }
}
