using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class TypedSchemaTests
{
    // The host's options leave nulls out when they write, and its schemas ask for them all the same.
    private static readonly JsonSerializerOptions WritingNulls = new(AIJsonUtilities.DefaultOptions) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    internal enum Colour { Red, Green }

    internal sealed record Lead(
        [property: Description("who asks")] string Company, string? Note, int Size, Colour Colour, Colour? Second, DateTimeOffset At, Guid Id, Uri Link,
        decimal Amount, List<string> Tags, Dictionary<string, int> Scores, TimeOnly Time, TimeSpan Span, DateOnly Day, char Letter, object? Any, bool Flag = true);

    internal sealed record Node(string Name, [property: Description("the next")] Node? Next, List<Node> Children);

    internal sealed class Settable
    {
        public string Name { get; set; } = "";

        public string? Note { get; set; }

        public required int? Count { get; set; }

        [Range(1, 5), Required]
        public int Stars { get; set; }

        [EmailAddress]
        public string Mail { get; set; } = "";
    }

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    internal abstract record Shape(string Name);

    internal sealed record Circle(string Name, double Radius) : Shape(Name);

    internal sealed record Square(string Name, double Side) : Shape(Name);

    public static TheoryData<Type> Types =>
        [typeof(Lead), typeof(Node), typeof(Settable), typeof(Shape), typeof(List<Node>), typeof(Node[]), typeof(int), typeof(bool?), typeof(Colour),
         typeof(string), typeof(object), typeof(Dictionary<string, int>), typeof(Dictionary<string, object>), typeof(Shape[]), typeof(JsonElement)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Sent_is_what_the_host_sends(Type type)
    {
        var send = typeof(TypedSchemaTests).GetMethod(nameof(SentByTheHost), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type);

        var sent = await (Task<string>)send.Invoke(null, null)!;

        TypedSchema.For(type).Sent.GetRawText().Should().Be(sent);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_lint_accepts_what_is_enforced(Type type) => SchemaLint.Lint(TypedSchema.For(type).Enforced).Should().BeEmpty();

    [Fact]
    public void A_type_that_is_no_object_is_wrapped_and_its_references_moved()
    {
        var validator = JsonSchemaAnswerValidator.Create(TypedSchema.For<List<Node>>().Enforced);

        Judge(validator, """{"data":[{"name":"a","next":{"name":"b","next":null,"children":[]},"children":[{"name":"c","next":null,"children":[]}]}]}""").Should().BeEmpty();
        Judge(validator, """{"data":[{"name":"a","next":null,"children":[{"name":1,"next":null,"children":[]}]}]}""")
            .Should().Equal(new AnswerViolation("/data/0/children/0/name", "expected string"));
    }

    [Fact]
    public void A_serialized_value_keeps_what_is_enforced()
    {
        var lead = new Lead("Contoso", null, 5, Colour.Red, null, DateTimeOffset.UnixEpoch, Guid.NewGuid(), new Uri("https://example.com"), 1.5m, ["a"],
            new() { ["k"] = 1 }, new TimeOnly(10, 30), TimeSpan.FromHours(30), new DateOnly(2024, 2, 29), 'x', null);

        Judge(JsonSchemaAnswerValidator.Create(TypedSchema.For<Lead>().Enforced), JsonSerializer.Serialize(lead, WritingNulls)).Should().BeEmpty();
        Judge(JsonSchemaAnswerValidator.Create(TypedSchema.For<Shape>().Enforced), JsonSerializer.Serialize<Shape>(new Square("s", 2), AIJsonUtilities.DefaultOptions)).Should().BeEmpty();
    }

    [Fact]
    public void Members_that_cannot_be_null_are_required_and_others_are_not()
    {
        var validator = JsonSchemaAnswerValidator.Create(TypedSchema.For<Settable>().Enforced);

        Judge(validator, """{"name":"a","count":null,"stars":3,"mail":"a@b.c"}""").Should().BeEmpty();
        Judge(validator, """{"count":null,"stars":9,"mail":"a"}""").Select(violation => violation.Rule)
            .Should().BeEquivalentTo("required property \"name\" is missing", "must be at most 5", "must be a valid email");
        Judge(validator, """{"name":"a","stars":3,"mail":"a@b.c"}""").Should().ContainSingle().Which.Rule.Should().Contain("\"count\"");
    }

    [Fact]
    public void Other_properties_are_refused_except_in_a_dictionary()
    {
        Judge(JsonSchemaAnswerValidator.Create(TypedSchema.For<Settable>().Enforced), """{"name":"a","count":1,"stars":3,"mail":"a@b.c","more":1}""")
            .Should().Equal(new AnswerViolation("", "has a property the schema does not allow"));
        Judge(JsonSchemaAnswerValidator.Create(TypedSchema.For<Dictionary<string, int>>().Enforced), """{"any":1}""").Should().BeEmpty();
    }

    private static IReadOnlyList<AnswerViolation> Judge(JsonSchemaAnswerValidator validator, string json)
    {
        using var reading = AnswerReader.Read(json);
        return validator.Validate(new Answer(json, reading.Document!.RootElement));
    }

    private static async Task<string> SentByTheHost<T>()
    {
        var client = new FormatCatcher();
        await client.GetResponseAsync<T>("question", AIJsonUtilities.DefaultOptions);
        return ((ChatResponseFormatJson)client.Format!).Schema!.Value.GetRawText();
    }

    private sealed class FormatCatcher : IChatClient
    {
        public ChatResponseFormat? Format { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Format = options?.ResponseFormat;
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}")));
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
