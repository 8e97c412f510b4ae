using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class EndpointFilterTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("eu", "", true)]
    [InlineData("", "eu", false)]
    [InlineData("eu", "eu", true)]
    [InlineData("EU", "eu", true)]
    [InlineData("eu us", "eu", false)]
    [InlineData("eu", "eu us", true)]
    [InlineData("us", "eu", false)]
    public void All_regions_must_be_among_the_contracts(string regions, string residency, bool allowed) =>
        Allows(options => options.Regions.AddRange(Words(regions)), contract: options => options.Residency.AddRange(Words(residency))).Should().Be(allowed);

    [Theory]
    [InlineData(Lane.Standard, true, false, true)]
    [InlineData(Lane.Sensitive, false, null, true)]
    [InlineData(Lane.Sensitive, true, null, false)]
    [InlineData(Lane.Sensitive, true, false, false)]
    [InlineData(Lane.Sensitive, true, true, true)]
    public void The_sensitive_lane_needs_a_yes_once_anyone_states_it(Lane lane, bool anyoneStates, bool? allowsSensitive, bool allowed) =>
        Allows(options => options.AllowsSensitive = allowsSensitive, lane: lane, statesSensitivity: anyoneStates).Should().Be(allowed);

    [Theory]
    [InlineData(null, true)]
    [InlineData(744, true)]
    [InlineData(745, false)]
    public void The_window_holds_the_prompt_and_a_short_answer(int? tokens, bool allowed) =>
        Allows(options => options.ContextWindow = 1_000, tokens: tokens).Should().Be(allowed);

    private static bool Allows(Action<EndpointOptions> endpoint, Action<ContractOptions>? contract = null, Lane lane = Lane.Standard, bool statesSensitivity = false, decimal? tokens = null) =>
        EndpointFilter.Allows(Given.Endpoint(configure: endpoint), Given.Contract(contract), lane, statesSensitivity, tokens);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
