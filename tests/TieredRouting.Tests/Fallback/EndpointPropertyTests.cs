using CsCheck;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

/// <summary>What holds of every request, whatever its endpoints, their circuits and limits, and the requests beside it do.</summary>
public sealed class EndpointPropertyTests
{
    [Fact]
    public void Attempts_money_and_time_stay_within_their_bounds() =>
        EndpointScript.Any.Sample(script =>
        {
            foreach (var (run, ending) in script.Play().Requests)
            {
                run.Attempts.Count.Should().BeLessThanOrEqualTo(script.Attempts, "a hedge uses up an attempt too");
                run.State.Budget.Reserved.Should().Be(0);
                run.State.Budget.Spent.Should().Be(run.Attempts.Sum(attempt => attempt.Cost)).And.BeLessThanOrEqualTo(script.MaxCost ?? decimal.MaxValue);
                run.Attempts.Sum(attempt => attempt.Kind == CallKind.Hedge ? 0 : attempt.Duration.TotalSeconds).Should().BeLessThanOrEqualTo(EndpointScript.DeadlineSeconds + 1);
                (ending.Outcome == Outcome.Released).Should().Be(run.Attempts.Exists(attempt => attempt.Verdict.IsAccepted));
            }
        }, iter: 300);

    [Fact]
    public void Limits_hold_and_every_place_is_given_back() =>
        EndpointScript.Any.Sample(script =>
        {
            var playing = script.Play();

            playing.MostAtOnce.Should().BeLessThanOrEqualTo(script.Concurrency);
            playing.Requests.Sum(request => request.Run.Attempts.Count).Should().Be(playing.Calls);
            foreach (var endpoint in playing.Pipeline.Model.Ladder.Tiers.SelectMany(tier => tier.Endpoints))
                playing.Pipeline.Endpoints.Of(endpoint).Use.UnderWay.Should().Be((0, 0L));
        }, iter: 300);

    [Fact]
    public void The_same_requests_side_by_side_take_the_same_path_again() =>
        EndpointScript.Any.Sample(script => script.Play().Path.Should().Be(script.Play().Path), iter: 300);
}
