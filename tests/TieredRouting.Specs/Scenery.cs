using System.Net;
using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>The typed answer that stories ask for.</summary>
internal sealed record Lead(string Company, int Seats);

/// <summary>Small things that stories use.</summary>
internal static class Scenery
{
    public const string Acme = """{"company":"Acme","seats":5}""";

    /// <summary>An error that another attempt may mend.</summary>
    public static HttpRequestException Overloaded(HttpStatusCode status = HttpStatusCode.ServiceUnavailable, string message = "overloaded") => new(message, inner: null, status);

    public static AIFunction ReadTool(string name = "look_up", Func<string>? body = null) => Tool(name, "readOnly", body);

    public static AIFunction WriteTool(string name = "send_mail", Func<string>? body = null) => Tool(name, hint: null, body);

    public static AIFunction DestructiveTool(string name = "drop_table", Func<string>? body = null) => Tool(name, "destructive", body);

    public static ChatOptions Tools(params AITool[] tools) => new() { Tools = [.. tools] };

    /// <summary>An answer that asks for a tool call.</summary>
    public static ChatResponse Call(string tool, string callId = "call-1", string? about = null) =>
        new(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(callId, tool, about is null ? new Dictionary<string, object?>() : new() { ["about"] = about })]))
        {
            FinishReason = ChatFinishReason.ToolCalls,
            Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10 },
        };

    public static ChatResponse Finished(string text, ChatFinishReason reason) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = reason, Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 } };

    /// <summary>Fails so often before it goes on.</summary>
    public static ScriptedChatClient FailsTimes(this ScriptedChatClient client, int times, HttpStatusCode status = HttpStatusCode.ServiceUnavailable)
    {
        for (var i = 0; i < times; i++)
            client.Throws(Overloaded(status));
        return client;
    }

    public static async Task<List<ChatResponseUpdate>> ToList(this IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var list = new List<ChatResponseUpdate>();
        await foreach (var update in updates)
            list.Add(update);
        return list;
    }

    private static AIFunction Tool(string name, string? hint, Func<string>? body) => AIFunctionFactory.Create(body ?? (() => "done"), new AIFunctionFactoryOptions
    {
        Name = name,
        AdditionalProperties = hint is null ? null : new Dictionary<string, object?> { [hint] = true },
    });
}

/// <summary>A gate made of a lambda, which remembers what it saw.</summary>
internal sealed class TestGate(string name, Func<string, GateVerdict> check) : IAnswerGate
{
    public string Name => name;

    public List<string> Seen { get; } = [];

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        Seen.Add(answer.Text);
        return new(check(answer.Text));
    }
}

/// <summary>A validator made of a lambda.</summary>
internal sealed class TestValidator(Func<Answer, string?> violation) : IAnswerValidator
{
    public IReadOnlyList<AnswerViolation> Validate(Answer answer) => violation(answer) is { } rule ? [new AnswerViolation("", rule)] : [];
}

/// <summary>An extractor made of a lambda.</summary>
internal sealed class TestExtractor(string name, Func<CancellationToken, Task<Signal>> extract) : ISignalExtractor
{
    public string Name => name;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(extract(cancellationToken));
}
