using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>Makes a line the messages and options that an application would send.</summary>
internal static class RequestReading
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonElement NoParameters = JsonElement.Parse("""{ "type": "object" }""");

    /// <exception cref="FormatException">Something of the line does not fit; the message says what.</exception>
    public static (IReadOnlyList<ChatMessage> Messages, ChatOptions Options) Read(RequestLine line)
    {
        Require(!string.IsNullOrEmpty(line.Id), "has no 'id'");
        var options = new ChatOptions { Tools = line.Tools is { Count: > 0 } tools ? [.. tools.Select(Tool)] : null };
        if (!string.IsNullOrEmpty(line.Contract))
            options = options.WithContract(line.Contract);
        return (Messages(line), line.Facts is { } facts ? options.WithRouting(routing => State(routing, facts)) : options);
    }

    private static IReadOnlyList<ChatMessage> Messages(RequestLine line)
    {
        var given = (line.Text is null ? 0 : 1) + (line.TextBase64 is null ? 0 : 1) + (line.Messages is null ? 0 : 1);
        Require(given == 1, "needs exactly one of 'text', 'textBase64' and 'messages'");
        if (line.Messages is not { } messages)
            return [new ChatMessage(ChatRole.User, line.Text ?? Decoded(line.TextBase64!))];
        Require(messages.Count > 0, "has no message");
        return [.. messages.Select(Message)];
    }

    private static ChatMessage Message(MessageLine? message)
    {
        Require(message is { Text: not null }, "has a message without 'text'");
        return new ChatMessage(RoleOf(message!.Role), message.Text);
    }

    private static ChatRole RoleOf(string? role) => role switch
    {
        "user" => ChatRole.User,
        "system" or "developer" => ChatRole.System,
        "assistant" => ChatRole.Assistant,
        "tool" => ChatRole.Tool,
        _ => throw new FormatException("has a message whose 'role' is none of user, system, developer, assistant, tool"),
    };

    private static string Decoded(string base64)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new FormatException("has a 'textBase64' that is not UTF-8 in base64", exception);
        }
    }

    private static AITool Tool(ToolLine? tool)
    {
        Require(!string.IsNullOrEmpty(tool?.Name), "has a tool without 'name'");
        Require(tool!.Parameters is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null }, "has a tool whose 'parameters' are no object");
        var stated = new Dictionary<string, object?>();
        if (tool.ReadOnly is { } readOnly)
            stated["readOnly"] = readOnly;
        if (tool.Destructive is { } destructive)
            stated["destructive"] = destructive;
        return new DeclaredTool(tool.Name!, tool.Description ?? string.Empty, tool.Parameters is { ValueKind: JsonValueKind.Object } parameters ? parameters : NoParameters, stated);
    }

    private static void State(RoutingFacts routing, FactsLine facts)
    {
        Require(facts is { Recipients: null or >= 0, Records: null or >= 0, Amount: null or >= 0 }, "has a negative fact: recipients, records and amount are zero or more");
        Require(facts.RetrievalConfidence is null or (>= 0 and <= 1), "has a 'retrievalConfidence' that does not lie between 0 and 1");
        Require(facts.Step is null || facts.Workflow is not null, "has a 'step' without its 'workflow'");
        if (facts.Recipients is { } recipients)
            routing.Recipients(recipients);
        if (facts.Records is { } records)
            routing.Records(records);
        if (facts.Amount is { } amount)
            routing.Amount(amount);
        if (facts.RetrievalConfidence is { } confidence)
            routing.RetrievalConfidence(confidence);
        Name(facts.UserTier, "userTier", routing.UserTier);
        Name(facts.Cohort, "cohort", routing.Cohort);
        Name(facts.Surface, "surface", routing.Surface);
        Name(facts.Market, "market", routing.Market);
        Name(facts.Workflow, "workflow", workflow => routing.Workflow(workflow, facts.Step));
    }

    private static void Name(string? value, string fact, Func<string, RoutingFacts> state)
    {
        if (value is null)
            return;
        Require(!string.IsNullOrWhiteSpace(value), $"has an empty '{fact}'");
        state(value);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException(otherwise);
    }
}
