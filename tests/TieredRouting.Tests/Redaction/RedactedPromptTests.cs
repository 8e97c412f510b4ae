using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Redaction;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Redaction;

public sealed class RedactedPromptTests
{
    private const string Mail = "ada@example.org";
    private const string Card = "4111 1111 1111 1111";

    private static readonly string[] Fragments =
    [
        Mail, "Bob.Lee@example.com", Card, "4111111111111111", "+1 212 555 0100", "DE89370400440532013000", "password = hunter2Trombone9", "AKIAIOSFODNN7EXAMPLX",
        "[email-1]", "[EMAIL-2]", "[text-1]", "[phone-1", "[", "]", "email-1]", "-1]", "[creditCard-", " ", "\n", "é", "\ud800", "see also", ", ", "x", "1",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Fragments.Length - 1].Array[0, 12].Select(picks => string.Concat(picks.Select(pick => Fragments[pick])));

    private readonly Placeholders _placeholders = new();

    [Fact]
    public void Any_text_comes_back_as_it_was_however_it_is_cut()
    {
        Gen.Select(Text.Array[1, 4], Gen.Int[1, 9]).Sample((texts, chunk) =>
        {
            var placeholders = new Placeholders();
            foreach (var text in texts)
            {
                var sent = Of(placeholders, [new ChatMessage(ChatRole.User, text)]).Messages[0].Text;
                Restored(placeholders, sent, chunk).Should().Be(text);
            }
        }, iter: 30_000);
    }

    [Fact]
    public void No_piece_that_was_found_is_sent_in_any_text()
    {
        Gen.Select(Text, Text, Text, Text).Sample((instructions, asked, argument, result) =>
        {
            var options = new ChatOptions { Instructions = instructions };
            var prompt = Of(new Placeholders(), Talk(asked, argument, result), options);
            var sent = Everything(prompt.Messages, options);

            foreach (var piece in new[] { instructions, asked, argument, result }.SelectMany(Pieces))
                sent.Should().NotContain(piece);
        }, iter: 30_000);
    }

    [Fact]
    public void Everything_that_is_text_is_redacted_and_nothing_of_the_caller_is_changed()
    {
        var messages = Talk($"mail {Mail}", $"to {Mail}", $"sent to {Mail}");
        messages[0].AuthorName = Mail;
        messages[0].RawRepresentation = Mail;
        messages[0].Contents[0].RawRepresentation = Mail;
        var options = new ChatOptions { Instructions = $"You serve {Mail}.", AdditionalProperties = new() { ["user"] = Mail } };

        var prompt = Of(_placeholders, messages, options);

        Everything(prompt.Messages, options).Should().NotContain(Mail).And.Contain("[email-1]").And.NotContain("[email-2]");
        prompt.Messages[0].RawRepresentation.Should().BeNull();
        prompt.Messages[0].Contents[0].RawRepresentation.Should().BeNull("some clients send it in the content's place");
        prompt.Redacted.Should().BeEquivalentTo(new Dictionary<string, int> { ["email"] = 9 });
        messages[0].Text.Should().Be($"mail {Mail}");
        ((FunctionCallContent)messages[1].Contents[1]).Arguments!["text"].Should().Be($"to {Mail}");
    }

    [Theory]
    [InlineData("""{"card":4111111111111111,"n":[1.50,true,null]}""", """{"card":"[creditCard-1]","n":[1.50,true,null]}""")]
    [InlineData("""{"ada@example.org":{"mail":"ada\u0040example.org"}}""", """{"[email-1]":{"mail":"[email-1]"}}""")]
    [InlineData("""[["a \"quoted\" \\ ada@example.org"]]""", """[["a \"quoted\" \\ [email-1]"]]""")]
    public void Json_stays_json_and_its_texts_are_read_without_their_escapes(string result, string sent)
    {
        var prompt = Of(_placeholders, [new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", JsonElement.Parse(result))])]);

        ((JsonElement)prompt.Messages[0].Contents.OfType<FunctionResultContent>().Single().Result!).GetRawText().Should().Be(sent);
    }

    [Fact]
    public void What_is_found_by_its_name_in_json_is_not_sent_elsewhere()
    {
        var result = JsonElement.Parse("""{"password":"hunter2Trombone9"}""");

        var prompt = Of(_placeholders, [new(ChatRole.User, "Why hunter2Trombone9?"), new(ChatRole.Tool, [new FunctionResultContent("call-1", result)])]);

        Everything(prompt.Messages, new ChatOptions()).Should().NotContain("hunter2Trombone9");
        prompt.Messages[0].Text.Should().Be("Why [credential-1]?");
    }

    [Fact]
    public void Json_of_great_depth_is_redacted()
    {
        var deep = JsonElement.Parse(new string('[', 5_000) + $"\"{Mail}\"" + new string(']', 5_000), new JsonDocumentOptions { MaxDepth = 10_000 });

        var prompt = Of(_placeholders, [new(ChatRole.Tool, [new FunctionResultContent("call-1", deep)])]);

        prompt.Redacted.Should().ContainKey("email");
    }

    [Fact]
    public void Values_that_a_client_would_make_json_of_are_redacted()
    {
        var prompt = Of(_placeholders, [new(ChatRole.Tool, [new FunctionResultContent("call-1", new[] { Mail, "x" }), new FunctionResultContent("call-2", 4111111111111111L)])]);

        var results = prompt.Messages[0].Contents.OfType<FunctionResultContent>().Select(result => ((JsonElement)result.Result!).GetRawText());
        results.Should().Equal("""["[email-1]","x"]""", "\"[creditCard-1]\"");
        prompt.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void What_cannot_be_looked_into_makes_a_prompt_incomplete_unless_the_contract_redacts_text_only()
    {
        AIContent[] unreadable =
        [
            new DataContent(new byte[] { 1 }, "image/png"), new UriContent("https://example.org/a.png", "image/png"), new FunctionResultContent("call-1", JsonElement.Parse("\"\\ud800\"")),
            new FunctionResultContent("call-1", new DataContent(new byte[] { 1 }, "image/png")), new FunctionResultContent("call-1", new Unserializable()),
        ];

        foreach (var content in unreadable)
        {
            IReadOnlyList<ChatMessage> messages = [new(ChatRole.User, [new TextContent(Mail), content])];
            Of(_placeholders, messages).IsComplete.Should().BeFalse();
            Of(_placeholders, messages, redaction: new ContractRedaction([], TextOnly: true)).IsComplete.Should().BeTrue();
        }
    }

    [Fact]
    public void Only_the_kinds_that_are_named_are_redacted()
    {
        var prompt = Of(_placeholders, [new(ChatRole.User, $"{Mail} {Card}")], redaction: new ContractRedaction(["CreditCard"]));

        prompt.Messages[0].Text.Should().Be($"{Mail} [creditCard-1]");
    }

    [Fact]
    public void Where_nothing_is_found_the_callers_messages_are_sent()
    {
        ChatMessage[] messages = [new(ChatRole.User, "hello"), new(ChatRole.Assistant, [new FunctionCallContent("call-1", "look_up", new Dictionary<string, object?> { ["n"] = 1 })])];

        var prompt = Of(_placeholders, messages);

        prompt.Messages.Should().Equal(messages, ReferenceEquals);
        prompt.Redacted.Should().BeNull();
    }

    [Fact]
    public void Work_grows_with_the_text_and_not_with_its_square()
    {
        var (small, large) = (Allocated(Hostile(2_000)), Allocated(Hostile(16_000)));

        large.Should().BeLessThan(8 * small * 2);
    }

    [Fact]
    public void An_answer_is_restored_on_a_copy()
    {
        var prompt = Of(_placeholders, [new(ChatRole.User, $"{Mail} {Card}")]);
        var call = new FunctionCallContent("call-1", "send", new Dictionary<string, object?> { ["to"] = "[email-1]", ["more"] = JsonElement.Parse("""{"[email-1]":["[creditCard-1]"]}""") });
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("is it [email-"), new TextReasoningContent("1]?"), new TextContent("to [Email-1"), new TextContent("]"), call])) { ResponseId = "r", RawRepresentation = "raw" };

        var restored = prompt.Restore(answer);

        restored.Text.Should().Be($"to {Mail}");
        string.Concat(restored.Messages[0].Contents.OfType<TextReasoningContent>()).Should().Be($"is it {Mail}?");
        var arguments = restored.Messages[0].Contents.OfType<FunctionCallContent>().Single().Arguments!;
        (arguments["to"], ((JsonElement)arguments["more"]!).GetRawText()).Should().Be((Mail, $$"""{"{{Mail}}":["{{Card}}"]}"""));
        (restored.ResponseId, restored.RawRepresentation).Should().Be(("r", "raw"));
        (answer.Text, call.Arguments!["to"]).Should().Be(("to [Email-1]", "[email-1]"));
    }

    [Fact]
    public void An_answer_without_placeholders_is_the_providers_own()
    {
        var prompt = Of(_placeholders, [new(ChatRole.User, Mail)]);
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, "a [list] of [things-to-do]"));

        prompt.Restore(answer).Should().BeSameAs(answer);
    }

    [Fact]
    public void A_call_between_two_texts_cuts_a_placeholder_and_loses_nothing()
    {
        var prompt = Of(_placeholders, [new(ChatRole.User, Mail)]);
        var call = new FunctionCallContent("call-1", "look_up");
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent("a [ema"), call, new TextContent("il-1] [e")]));

        var contents = prompt.Restore(answer).Messages[0].Contents;

        contents.TakeWhile(content => content is TextContent).Select(content => content.ToString()).Should().Equal("a ", "[ema");
        string.Concat(contents.OfType<TextContent>()).Should().Be("a [email-1] [e");
    }

    [Fact]
    public void A_text_without_brackets_streams_through_without_a_copy()
    {
        _placeholders.For("email", Mail);
        var restorer = new ContentRestorer(_placeholders, asksJson: false);
        IList<AIContent> contents = [new TextContent("hello"), new TextReasoningContent("hm")];
        restorer.Restore(contents).Should().BeSameAs(contents);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            restorer.Restore(contents);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Updates_come_whole_however_messages_and_contents_are_mixed()
    {
        var prompt = Of(_placeholders, [new(ChatRole.User, Mail)]);
        var restorer = new UpdateRestorer(prompt);
        ChatResponseUpdate[] updates =
        [
            Update("one", "a [em"), Update("one", [new TextReasoningContent("hm [e"), new UsageContent(new UsageDetails())]), Update("one", "ail-1] b ["), Update("two", "email-1] c [email"), Update("two", [], ChatFinishReason.Stop),
        ];
        foreach (var update in updates)
            restorer.Add(update);
        restorer.Finish();

        var restored = new List<ChatResponseUpdate>();
        while (restorer.TryTake(out var update))
            restored.Add(update);

        restored.GroupBy(update => update.MessageId).Select(message => string.Concat(message.Select(update => update.Text))).Should().Equal($"a {Mail} b [", "email-1] c [email");
        string.Concat(restored.SelectMany(update => update.Contents).OfType<TextReasoningContent>()).Should().Be("hm [e");
        updates[0].Text.Should().Be("a [em");
    }

    private static ChatResponseUpdate Update(string message, string text) => Update(message, [new TextContent(text)]);

    private static ChatResponseUpdate Update(string message, IList<AIContent> contents, ChatFinishReason? finish = null) =>
        new(ChatRole.Assistant, contents) { MessageId = message, FinishReason = finish };

    private static RedactedPrompt Of(Placeholders placeholders, IReadOnlyList<ChatMessage> messages, ChatOptions? options = null, ContractRedaction? redaction = null) =>
        RedactedPrompt.Of(messages, options ?? new ChatOptions(), redaction ?? new ContractRedaction([]), placeholders, Given.Endpoint());

    private static ChatMessage[] Talk(string asked, string argument, string result) =>
    [
        new(ChatRole.User, asked),
        new(ChatRole.Assistant, [new TextReasoningContent(asked), new FunctionCallContent("call-1", "look_up", new Dictionary<string, object?> { ["text"] = argument })]),
        new(ChatRole.Tool, [new FunctionResultContent("call-1", result), new FunctionResultContent("call-1", JsonSerializer.SerializeToElement(new[] { Whole(result) }))]),
        new(ChatRole.Assistant, [new ErrorContent(asked)]),
    ];

    /// <summary>A text without the halves of pairs, which JSON cannot hold.</summary>
    private static string Whole(string text) => text.Replace('\ud800', '-');

    private static string Restored(Placeholders placeholders, string sent, int chunk)
    {
        var restorer = new TextRestorer(placeholders, asJson: false);
        return string.Concat(sent.Chunk(chunk).Select(piece => restorer.Add(new string(piece)))) + restorer.Rest();
    }

    /// <summary>The findings that are too long to be mistaken for a part of something else, and not too long to be looked for everywhere.</summary>
    private static IEnumerable<string> Pieces(string text) =>
        PolicyLaneExtractor.Find(text).Select(evidence => text.Substring(evidence.Start, evidence.Length)).Where(piece => piece.Length is >= 8 and <= 64);

    private static string Everything(IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        var all = new StringBuilder(options.Instructions).AppendJoin(' ', options.AdditionalProperties?.Values ?? []);
        foreach (var message in messages)
        {
            all.Append('\n').Append(message.AuthorName).Append(message.RawRepresentation);
            foreach (var content in message.Contents)
                all.Append('\n').Append(InFull(content));
        }

        return all.ToString();
    }

    private static string InFull(AIContent content) => content switch
    {
        FunctionCallContent call => string.Join(' ', call.Arguments!.Select(argument => $"{argument.Key} {argument.Value}")),
        FunctionResultContent { Result: JsonElement { ValueKind: JsonValueKind.Array } json } => json[0].ToString(),
        FunctionResultContent result => $"{result.Result}",
        ErrorContent error => error.Message,
        TextReasoningContent thought => thought.Text,
        _ => content.ToString()!,
    };

    private static string Hostile(int times) => string.Concat(Enumerable.Range(0, times).Select(i => $"[email-{i}] a{i}@example.org [[[["));

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Of(new Placeholders(), [new(ChatRole.User, text)]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Unserializable
    {
        private readonly string _mail = "";

        public string Mail => _mail.Length == 0 ? throw new InvalidOperationException() : _mail;
    }
}
