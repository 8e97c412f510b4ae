using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class BlastRadiusExtractorTests
{
    [Fact]
    public async Task What_the_caller_states_is_the_radius()
    {
        var signal = await Extract(new RequestFacts { Recipients = 200, Amount = 5_000.5m });

        signal.Name.Should().Be("blastRadius");
        signal.Parts.Should().Equal(new Dictionary<string, object> { ["recipients"] = 200L, ["amount"] = 5_000.5m });
    }

    [Fact]
    public async Task Zero_is_stated() => (await Extract(new RequestFacts { Records = 0 })).Number("records").Should().Be(0);

    [Fact]
    public async Task Nothing_stated_is_unavailable() => (await Extract(RequestFacts.None)).IsAvailable.Should().BeFalse();

    private static ValueTask<Signal> Extract(RequestFacts facts) => new BlastRadiusExtractor().ExtractAsync(Given.Request(facts: facts), CancellationToken.None);
}
