using TieredRouting.Evaluation;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting.Cli.Tests;

public sealed class ProviderClientsTests : IDisposable
{
    private const string OpenAIAnswer = """{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    private const string AnthropicAnswer = """{"id":"1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":2}}""";
    private const string OllamaAnswer = """{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"hello"},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":2}""";

    private readonly string _variable = $"TIERED_ROUTING_TEST_{Guid.NewGuid():N}";

    public ProviderClientsTests() => Environment.SetEnvironmentVariable(_variable, "not-a-secret");

    public void Dispose() => Environment.SetEnvironmentVariable(_variable, null);

    [Theory]
    [InlineData("openai", OpenAIAnswer, "v1", "/v1/chat/completions")]
    [InlineData("anthropic", AnthropicAnswer, "", "/v1/messages")]
    [InlineData("ollama", OllamaAnswer, "", "/api/chat")]
    public async Task A_kind_calls_its_provider_at_the_address_with_model_and_key(string kind, string answer, string suffix, string path)
    {
        await using var provider = new FakeProvider(200, answer);
        await using var services = Services(kind, provider.Address + suffix);

        var response = await Ask(services);

        response.Text.Should().Be("hello");
        response.GetRoute()!.Attempts.Should().ContainSingle().Which.Usage.Should().Be(new TokenUsage(3, 0, 2, 0));
        var request = provider.Requests.Should().ContainSingle().Subject;
        request.Path.Should().Be(path);
        request.Body.Should().Contain("\"small-1\"").And.Contain("good morning");
        if (kind != "ollama")
            request.Key.Should().EndWith("not-a-secret");
    }

    [Theory]
    [InlineData("openai", "v1")]
    [InlineData("anthropic", "")]
    [InlineData("ollama", "")]
    public async Task No_kind_tries_again_by_itself(string kind, string suffix)
    {
        await using var provider = new FakeProvider(500, """{"error":{"message":"down","type":"server_error"}}""");
        await using var services = Services(kind, provider.Address + suffix);

        await FluentActions.Awaiting(() => Ask(services)).Should().ThrowAsync<TiersExhaustedException>();

        provider.Requests.Should().ContainSingle("one tier, one attempt: the router decides what is paid for again");
    }

    [Theory]
    [InlineData("""{ "kind": "openai", "model": "m", "apiKeyVariable": "NOBODY_SET_THIS" }""", "*the environment variable 'NOBODY_SET_THIS' is not set")]
    [InlineData("""{ "kind": "anthropic" }""", "*needs a 'model'")]
    public void What_a_client_lacks_is_said_at_the_start(string client, string error)
    {
        using var tool = new ToolRun();
        var build = () => RoutingServices.Build("routing.json", new Terminal(TextWriter.Null, TextWriter.Null, ShowsProgress: false), routing => File(tool, client).Declare(routing.AddProviderClients()));

        build.Should().Throw<InputException>().Which.Errors.Should().ContainSingle().Which.Should().Match($"routing.json: tiers.one.endpoints.one-a.client: {error}");
    }

    private static Task<ChatResponse> Ask(ServiceProvider services) =>
        services.GetRequiredService<IChatClient>().GetResponseAsync("good morning", new ChatOptions().WithContract("faq"), TestContext.Current.CancellationToken);

    private ServiceProvider Services(string kind, string address)
    {
        using var tool = new ToolRun();
        var file = File(tool, $$"""{ "kind": "{{kind}}", "endpoint": "{{address}}", "model": "small-1", "apiKeyVariable": "{{_variable}}" }""");
        return RoutingServices.Build("routing.json", new Terminal(TextWriter.Null, TextWriter.Null, ShowsProgress: false), routing => file.Declare(routing.AddProviderClients()));
    }

    private static RoutingFile File(ToolRun tool, string client) => RoutingFile.Read(new FileInfo(tool.File("routing.json", $$"""
        { "TieredRouting": { "version": 1, "ladder": [ "one" ],
          "tiers": { "one": { "endpoints": { "one-a": { "client": {{client}} } } } },
          "contracts": { "faq": { "intent": "answer" } } } }
        """)));
}
