using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Approvals;

namespace TieredRouting.Tests.Approvals;

public sealed class ApprovalJsonTests
{
    [Fact]
    public void An_item_comes_back_as_it_was_and_writes_the_same_bytes_again()
    {
        Gen.Select(Gen.String, Gen.Double[0, 1], Gen.DateTimeOffset, Gen.Bool).Sample((text, number, time, edited) =>
        {
            var item = Item(text, number, time) with { State = edited ? ApprovalState.Edited : ApprovalState.Held };
            var once = ApprovalJson.Write(ApprovalJson.Read(ApprovalJson.Write(item)));

            ApprovalJson.Write(ApprovalJson.Read(once)).Should().Equal(once, "a seal over it must hold after any number of restarts");
        });
    }

    [Fact]
    public void Messages_drafts_and_calls_survive()
    {
        var item = ApprovalJson.Read(ApprovalJson.Write(Item("Straße \U0001F600", 0.5, DateTimeOffset.UnixEpoch)));

        (item.Request.Draft!.Text, item.Request.Draft.ModelId, item.Request.Messages[0].Text).Should().Be(("Straße \U0001F600", "nano", "Straße \U0001F600"));
        item.Request.Messages[1].Contents.Should().ContainSingle().Which.Should().BeOfType<FunctionCallContent>().Which.Arguments!["amount"]!.ToString().Should().Be("0.5");
        item.Request.Terms.Should().Be(new ApprovalTerms(FourEyes: true, ExpiresAfter: TimeSpan.FromDays(1)));
    }

    [Fact]
    public void The_seal_of_an_item_holds_after_it_was_stored_and_of_none_that_was_changed()
    {
        Gen.Select(Gen.String, Gen.Double, Gen.DateTimeOffset).Sample((text, number, time) =>
        {
            var seal = new ApprovalSeal(Convert.ToHexString);
            var item = ApprovalJson.Read(ApprovalJson.Write(Everything($"<é'\"+\\/\u2028&\U0001F600\t>{text}", double.IsFinite(number) ? number : 0.1, time)));

            seal.Holds(ApprovalJson.Read(ApprovalJson.Write(seal.Put(item))), item.Request.Id).Should().BeTrue();
            seal.Holds(seal.Put(item) with { FirstApprover = "mallory" }, item.Request.Id).Should().BeFalse();
            seal.Holds(seal.Put(item), "2").Should().BeFalse("it lies where another should");
        });
    }

    private static ApprovalItem Everything(string text, double number, DateTimeOffset time)
    {
        var item = Item(text, number, time);
        ChatMessage[] messages =
        [
            .. item.Request.Messages,
            new(ChatRole.User, [new DataContent("data:image/png;base64,AAA+/w=="), new UriContent("https://a.example/ü?b=1&c='2'", "image/png")]) { AuthorName = text, MessageId = text, CreatedAt = time },
            new(ChatRole.Tool, [new FunctionResultContent("c", new Dictionary<string, object?> { [text] = number, ["deep"] = new[] { text, null } })]),
            new(ChatRole.Assistant, [new TextReasoningContent(text), new ErrorContent(text) { ErrorCode = "1" }, new UsageContent(new UsageDetails { InputTokenCount = 1, AdditionalCounts = new() { [text] = 2 } })]),
        ];
        return item with
        {
            Request = item.Request with { Messages = messages },
            Answer = new ChatResponse(messages) { FinishReason = ChatFinishReason.Stop, Usage = new UsageDetails { OutputTokenCount = 3 }, ResponseId = text, ConversationId = text },
        };
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no")]
    [InlineData("null")]
    public void What_is_no_item_is_refused(string json)
    {
        var reading = () => ApprovalJson.Read(Encoding.UTF8.GetBytes(json));

        reading.Should().Throw<JsonException>();
    }

    [Fact]
    public void An_item_of_a_newer_form_is_refused_by_its_version()
    {
        var newer = Encoding.UTF8.GetString(ApprovalJson.Write(Item("hi", 0, DateTimeOffset.UnixEpoch))).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal);

        var reading = () => ApprovalJson.Read(Encoding.UTF8.GetBytes(newer));

        reading.Should().Throw<JsonException>().WithMessage("*form 2*form 1*");
    }

    private static ApprovalItem Item(string text, double number, DateTimeOffset time) => new()
    {
        Request = new ApprovalRequest
        {
            Id = "1",
            RouteId = "r",
            Contract = "work",
            Kind = ApprovalKind.Draft,
            Reason = text,
            CreatedAt = time,
            Messages =
            [
                new ChatMessage(ChatRole.User, text),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c", "send", new Dictionary<string, object?> { ["amount"] = number, ["to"] = text })]),
            ],
            Draft = new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { ModelId = "nano", CreatedAt = time, AdditionalProperties = new() { ["score"] = number, ["note"] = text } },
            Terms = new ApprovalTerms(FourEyes: true, ExpiresAfter: TimeSpan.FromDays(1)),
        },
        EditDistance = number,
    };
}
