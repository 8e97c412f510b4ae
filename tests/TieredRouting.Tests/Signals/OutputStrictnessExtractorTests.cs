using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class OutputStrictnessExtractorTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse("""{"type":"object"}""").RootElement;

    [Fact]
    public async Task Free_text_is_text()
    {
        (await Extract(null)).Should().Be("text");
        (await Extract(ChatResponseFormat.Text)).Should().Be("text");
    }

    [Fact]
    public async Task Json_without_a_schema_is_json() => (await Extract(ChatResponseFormat.Json)).Should().Be("json");

    [Fact]
    public async Task The_callers_schema_is_a_schema() => (await Extract(ChatResponseFormat.ForJsonSchema(Schema))).Should().Be("schema");

    [Fact]
    public async Task The_contracts_schema_is_a_schema() => (await Extract(null, Given.Contract(options => options.Schema = Schema))).Should().Be("schema");

    private static async Task<object?> Extract(ChatResponseFormat? format, Contract? contract = null) =>
        (await new OutputStrictnessExtractor().ExtractAsync(Given.Request(contract: contract, options: new ChatOptions { ResponseFormat = format }), CancellationToken.None)).Value;
}
