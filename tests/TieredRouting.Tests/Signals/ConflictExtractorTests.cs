using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class ConflictExtractorTests
{
    [Fact]
    public async Task A_field_with_two_figures_is_a_conflict()
    {
        var signal = await Extract("Invoice: 7\nTotal: 40 EUR", "Invoice: 7\n Total:  45 EUR");

        signal.Value.Should().Be(1);
        signal.Evidence.Should().Equal(new SignalEvidence("field", "Invoice: 7\nTotal: 40 EUR\nInvoice: 7\n Total:  ".Length, 6));
    }

    [Theory]
    [InlineData("Total: 40\nTotal: 40")]
    [InlineData("Name: Anna\nAge: 40\nName: Bert\nAge: 45")]
    [InlineData("Note: one\nNote: two\nFrom 10:30 to 11:00")]
    [InlineData("::\n:\n: 4\n - : 5\n")]
    [InlineData("")]
    public async Task What_is_the_same_or_another_record_is_none(string text) => (await Extract(text)).Value.Should().Be(0);

    [Theory]
    [InlineData("But [earlier] you said it was free.")]
    [InlineData("This [contradicts] the contract.")]
    public async Task Words_that_say_so_are_a_conflict(string marked)
    {
        var start = marked.IndexOf('[');
        var length = marked.IndexOf(']') - start - 1;

        (await Extract(marked.Replace("[", "").Replace("]", ""))).Evidence.Should().Equal(new SignalEvidence("statement", start, length));
    }

    [Fact]
    public async Task Endless_fields_are_read_once() =>
        (await Extract(string.Concat(Enumerable.Range(0, 50_000).Select(number => $"Label {number}: {number}\n")))).Value.Should().Be(0);

    private static ValueTask<Signal> Extract(params string[] texts) =>
        new ConflictExtractor().ExtractAsync(new SignalRequest(Given.Contract(), [.. texts.Select(text => new ChatMessage(ChatRole.User, text))]), CancellationToken.None);
}
