using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>
/// A hash of an exact request, so that an approval of one is none of another: contract, facts, messages, tools, and the options that the host defines. What others put into the options' additional properties
/// is left out, since not all of it can be written down.
/// </summary>
internal static class RequestBinding
{
    public static string Of(SignalRequest request, Func<byte[], string> hash)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(request.Contract.Name);
            Write(json, request.Facts);
            foreach (var message in request.Messages)
                ApprovalJson.Element(Bare(message)).WriteTo(json);
            if (request.Options is { } options)
                Write(json, options);
            json.WriteEndArray();
        }

        return hash(buffer.WrittenSpan.ToArray());
    }

    /// <summary>What a host may give anew each time is not the request.</summary>
    private static ChatMessage Bare(ChatMessage message) => new(message.Role, message.Contents) { AuthorName = message.AuthorName };

    private static void Write(Utf8JsonWriter json, RequestFacts facts)
    {
        json.WriteStartObject();
        foreach (var (name, text) in Texts(facts))
            json.WriteString(name, text);
        json.WriteString("recipients", Number(facts.Recipients));
        json.WriteString("records", Number(facts.Records));
        // Without trailing zeros: 5 and 5.00 are the same amount.
        json.WriteString("amount", Number(facts.Amount, "G29"));
        json.WriteString("retrievalConfidence", Number(facts.RetrievalConfidence));
        json.WriteEndObject();
    }

    private static (string Name, string? Text)[] Texts(RequestFacts facts) =>
    [
        ("userTier", facts.UserTier), ("cohort", facts.Cohort), ("surface", facts.Surface), ("workflow", facts.Workflow), ("step", facts.Step),
        ("market", facts.Market), ("user", facts.User), ("tenant", facts.Tenant),
    ];

    private static string? Number(IFormattable? number, string? format = null) => number?.ToString(format, System.Globalization.CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, ChatOptions options)
    {
        var bare = options.Clone();
        (bare.AdditionalProperties, bare.Tools) = (null, null);
        ApprovalJson.Element(bare).WriteTo(json);
        json.WriteStartArray();
        foreach (var tool in options.Tools ?? [])
        {
            json.WriteStringValue(tool.Name);
            json.WriteStringValue(tool.Description);
            if (tool is AIFunctionDeclaration declared)
                declared.JsonSchema.WriteTo(json);
        }

        json.WriteEndArray();
    }
}
