using System.Globalization;
using Microsoft.Extensions.AI;
using TieredRouting.Fallback;
using TieredRouting.Redaction;

namespace TieredRouting.Tests.Fallback;

public sealed class PlaceholderMemoryTests
{
    private readonly PlaceholderMemory _memory = new();

    [Fact]
    public void The_placeholders_of_a_conversation_are_found_by_its_id_at_its_endpoint()
    {
        var placeholders = Used("thread-1");

        _memory.Remember(placeholders);

        _memory.For(GoingOn("nano", "thread-1")).Should().BeSameAs(placeholders);
        _memory.For(GoingOn("mini", "thread-1")).Should().NotBeSameAs(placeholders);
        _memory.For(GoingOn("nano", "thread-2")).Should().NotBeSameAs(placeholders);
    }

    [Fact]
    public void The_id_of_a_route_finds_nothing()
    {
        _memory.Remember(Used("thread-1"));

        _memory.For(GoingOn("nano", "")).For("email", "bob@example.org").Should().NotBe("[email-2]");
    }

    [Fact]
    public void A_request_that_goes_on_with_nothing_starts_afresh_and_one_that_goes_on_with_something_unknown_far_away()
    {
        _memory.For(null).For("email", "ada@example.org").Should().Be("[email-1]");

        var far = _memory.For(GoingOn("nano", "thread-9")).For("email", "ada@example.org");
        int.Parse(far[7..^1], CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(1_000_000);
    }

    [Fact]
    public void The_oldest_are_forgotten_first()
    {
        for (var i = 0; i <= PlaceholderMemory.Capacity; i++)
            _memory.Remember(Used($"thread-{i}"));

        _memory.For(GoingOn("nano", "thread-0")).IsEmpty.Should().BeTrue();
        _memory.For(GoingOn("nano", "thread-1")).IsEmpty.Should().BeFalse();
    }

    private static Placeholders Used(string conversation)
    {
        var placeholders = new Placeholders();
        placeholders.For("email", "ada@example.org");
        placeholders.NoteConversation(new HeldConversation("nano", conversation));
        return placeholders;
    }

    private static ChatOptions GoingOn(string endpoint, string conversation) => new() { ConversationId = $"tiered_routing/{endpoint}/route-1/{conversation}" };
}
