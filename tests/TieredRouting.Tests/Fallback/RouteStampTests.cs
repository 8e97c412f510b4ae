using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class RouteStampTests
{
    private static readonly ChatMessage Question = new(ChatRole.User, "What is the weather?");

    [Fact]
    public void A_stamp_is_on_a_copy_that_is_otherwise_the_same()
    {
        var call = Call();
        call.AdditionalProperties = new AdditionalPropertiesDictionary { ["vendor"] = 1 };

        var stamped = RouteStamp.Stamped(call, "route-1");

        call.AdditionalProperties.Should().ContainSingle();
        stamped.Should().NotBeSameAs(call);
        stamped.Should().BeEquivalentTo(call, options => options.Excluding(copy => copy.AdditionalProperties));
        stamped.AdditionalProperties.Should().HaveCount(2).And.ContainKey("vendor");
    }

    [Fact]
    public void A_route_is_found_across_the_results_of_its_calls() =>
        RouteStamp.RouteIn([Question, Assistant(Stamped("route-1")), Result(), Result()]).Should().Be("route-1");

    [Fact]
    public void A_route_is_found_in_a_message_that_still_asks() =>
        RouteStamp.RouteIn([Question, Assistant(Stamped("route-1"))]).Should().Be("route-1");

    [Fact]
    public void A_route_is_found_in_an_approval_and_its_request()
    {
        var request = new ToolApprovalRequestContent("1", Stamped("route-1"));
        RouteStamp.RouteIn([Question, Assistant(request)]).Should().Be("route-1");
        RouteStamp.RouteIn([Question, Assistant(request), new ChatMessage(ChatRole.User, [request.CreateResponse(approved: true)])]).Should().Be("route-1");
    }

    [Fact]
    public void A_route_survives_a_history_kept_as_json()
    {
        var json = JsonSerializer.Serialize<ChatMessage[]>([Question, Assistant(Stamped("route-1")), Result()], AIJsonUtilities.DefaultOptions);

        RouteStamp.RouteIn(JsonSerializer.Deserialize<ChatMessage[]>(json, AIJsonUtilities.DefaultOptions)!).Should().Be("route-1");
    }

    [Fact]
    public void A_new_question_ends_the_route() =>
        RouteStamp.RouteIn([Question, Assistant(Stamped("route-1")), Result(), Assistant(new TextContent("Rain.")), Question]).Should().BeNull();

    [Fact]
    public void The_latest_route_counts() =>
        RouteStamp.RouteIn([Question, Assistant(Stamped("route-1")), Result(), Assistant(Stamped("route-2")), Result()]).Should().Be("route-2");

    [Fact]
    public void Calls_nobody_stamped_are_no_route()
    {
        RouteStamp.RouteIn([Question, Assistant(Call()), Result()]).Should().BeNull();
        RouteStamp.RouteIn([]).Should().BeNull();
    }

    [Fact]
    public void Stripping_takes_the_stamps_from_copies_and_leaves_the_original_untouched()
    {
        ChatMessage[] messages = [Question, Assistant(new TextContent("One moment."), Stamped("route-1")), Result()];

        var stripped = RouteStamp.Strip(messages);

        RouteStamp.RouteIn(stripped).Should().BeNull();
        RouteStamp.RouteIn(messages).Should().Be("route-1");
        stripped[0].Should().BeSameAs(messages[0]);
        stripped[1].Contents[0].Should().BeSameAs(messages[1].Contents[0]);
        stripped[1].Contents[1].AdditionalProperties.Should().BeNull();
        stripped[2].Should().BeSameAs(messages[2]);
    }

    [Fact]
    public void Stripping_keeps_what_others_put_on_a_call()
    {
        var call = Stamped("route-1");
        call.AdditionalProperties!["vendor"] = 1;

        RouteStamp.Strip([Assistant(call)])[0].Contents[0].AdditionalProperties.Should().Equal(new Dictionary<string, object?> { ["vendor"] = 1 });
    }

    [Fact]
    public void Messages_without_stamps_are_passed_on_as_they_are()
    {
        ChatMessage[] messages = [Question, Assistant(Call()), Result()];

        RouteStamp.Strip(messages).Should().BeSameAs(messages);
    }

    [Fact]
    public void An_answer_with_calls_to_make_is_a_step()
    {
        RouteStamp.IsStep(Call()).Should().BeTrue();
        RouteStamp.IsStep(new ToolApprovalRequestContent("1", Call())).Should().BeTrue();
        RouteStamp.IsStep(new TextContent("Done.")).Should().BeFalse();
        RouteStamp.IsStep(new FunctionCallContent("1", "look") { InformationalOnly = true }).Should().BeFalse("the provider made that call itself");
    }

    private static FunctionCallContent Call() => new("1", "look", new Dictionary<string, object?> { ["city"] = "Bonn" });

    private static FunctionCallContent Stamped(string route) => RouteStamp.Stamped(Call(), route);

    private static ChatMessage Assistant(params AIContent[] contents) => new(ChatRole.Assistant, [.. contents]);

    private static ChatMessage Result() => new(ChatRole.Tool, [new FunctionResultContent("1", "rain")]);
}
