using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Fallback;
using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

public sealed class MeteredDoorTests
{
    private readonly ScriptedChatClient _client = new ScriptedChatClient().AlwaysAnswers("18", 100, 10);
    private readonly TierEndpoint _endpoint;

    public MeteredDoorTests() => _endpoint = Given.Endpoint(client: _client);

    [Fact]
    public void Calls_that_the_money_does_not_pay_for_together_are_not_let_in_one_by_one()
    {
        var budget = new RouteBudget(1.5m * Call(new RouteBudget(null)).WorstCase);

        using var admission = Door().Admit([Call(budget), Call(budget)]);

        (admission.Refused, budget.Reserved).Should().Be((RefusalReasons.Budget, 0m));
    }

    [Fact]
    public void One_call_that_may_not_be_made_keeps_all_of_them_out()
    {
        var budget = new RouteBudget(1m);
        var abroad = Given.Endpoint(configure: endpoint => endpoint.Regions.Add("us"), client: _client);

        using var admission = Door().Admit([Call(budget), Call(budget) with { Endpoint = abroad, Contract = Given.Contract(contract => contract.Residency = ["eu"]) }]);

        (admission.Refused, budget.Reserved).Should().Be((RefusalReasons.NotAllowed, 0m));
    }

    [Fact]
    public void A_call_that_should_have_been_redacted_is_not_let_out()
    {
        var budget = new RouteBudget(1m);

        using var admission = Door().Admit([Call(budget) with { Contract = Given.Contract(contract => contract.Redaction = new ContractRedaction([])) }]);

        (admission.Refused, budget.Reserved).Should().Be((RefusalReasons.NotRedacted, 0m));
    }

    [Fact]
    public async Task What_was_let_in_and_not_made_is_given_back()
    {
        var budget = new RouteBudget(1m);
        ModelCall[] calls = [Call(budget), Call(budget)];
        decimal cost;
        using (var admission = Door().Admit(calls))
        {
            budget.Reserved.Should().Be(2 * calls[0].WorstCase);
            cost = (await admission.CallAsync(calls[0], TestContext.Current.CancellationToken)).Cost;
            budget.Reserved.Should().Be(calls[1].WorstCase);
        }

        (budget.Reserved, budget.Spent, _client.Calls.Count).Should().Be((0m, cost, 1));
    }

    [Fact]
    public async Task A_stream_that_was_opened_is_its_own_to_settle()
    {
        var budget = new RouteBudget(1m);
        var call = Call(budget);
        IMeteredStream stream;
        using (var admission = Door().Admit([call]))
            stream = admission.Open(call, TestContext.Current.CancellationToken);

        budget.Reserved.Should().Be(call.WorstCase);
        await stream.DisposeAsync();
        budget.Reserved.Should().Be(0m);
    }

    [Fact]
    public void Calls_that_are_compared_find_out_together_whether_their_endpoint_is_back()
    {
        var (time, budget) = (new FakeTimeProvider(), new RouteBudget(1m));
        var states = new EndpointStates(Given.Ladder(_endpoint), time, new EndpointReports(new RoutingMetrics(meters: null, "USD"), NullLogger.Instance, time));
        var door = new MeteredDoor(statesSensitivity: false, states, time);
        states.Of(_endpoint).Note(_endpoint, CircuitSignal.Failure, probe: false, TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        using var admission = door.Admit([Call(budget), Call(budget)]);
        using var another = door.Admit([Call(budget)]);

        (admission.Refused, another.Barred).Should().Be((null, EntryRefusal.CircuitOpen));
    }

    private MeteredDoor Door() => new(statesSensitivity: false, Given.States(_endpoint), TimeProvider.System);

    private ModelCall Call(RouteBudget budget) =>
        new(CallKind.Answer, Given.Contract(), Lane.Standard, _endpoint, [new ChatMessage(ChatRole.User, "hello")], new ChatOptions(), PromptTokens: 100, OutputTokens: 1_000, budget);
}
