using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class CohortHistoryExtractorTests
{
    [Fact]
    public async Task Without_a_history_the_signal_is_unavailable() =>
        (await new CohortHistoryExtractor(NoCohortHistory.Instance).ExtractAsync(Given.Request(), CancellationToken.None)).IsAvailable.Should().BeFalse();

    [Fact]
    public async Task The_history_of_contract_and_cohort_is_the_signal()
    {
        var request = Given.Request(facts: new RequestFacts { Cohort = "de-smb" });

        (await new CohortHistoryExtractor(new OneHistory()).ExtractAsync(request, CancellationToken.None)).Number("of lead and de-smb").Should().Be(1);
    }

    private sealed class OneHistory : ICohortHistory
    {
        public IReadOnlyDictionary<string, object> Of(Contract contract, string? cohort) => new Dictionary<string, object> { [$"of {contract.Name} and {cohort}"] = 1 };
    }
}
