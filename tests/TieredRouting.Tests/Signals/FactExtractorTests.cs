using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class FactExtractorTests
{
    [Fact]
    public async Task A_stated_fact_is_the_signals_value() => (await Extract(new RequestFacts { RetrievalConfidence = 0.4 })).Value.Should().Be(0.4);

    [Fact]
    public async Task A_fact_nobody_stated_is_unavailable() => (await Extract(RequestFacts.None)).Why.Should().Be("the caller states none");

    private static ValueTask<Signal> Extract(RequestFacts facts) =>
        new FactExtractor(SignalNames.RetrievalConfidence, stated => stated.RetrievalConfidence).ExtractAsync(Given.Request(facts: facts), CancellationToken.None);
}
