using System.Net;
using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class SettlementTests
{
    private readonly RouteBudget _budget = new(1m);

    [Fact]
    public void The_true_cost_replaces_the_reservation()
    {
        var result = Settle(new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 100, CachedInputTokenCount = 200, ReasoningTokenCount = 40 });

        result.Usage.Should().Be(new TokenUsage(1_000, 200, 100, 40));
        result.Cost.Should().Be((800 * 0.2m + 200 * 0.02m + 100 * 1.25m) / 1_000_000m);
        result.Estimated.Should().BeFalse();
        Books().Should().Be((result.Cost, 0m));
    }

    [Fact]
    public void Without_usage_the_reservation_is_booked_and_marked()
    {
        var result = Settle(usage: null);

        result.Usage.Should().BeNull();
        result.Cost.Should().Be(Call().WorstCase).And.BePositive();
        result.Estimated.Should().BeTrue();
        Books().Should().Be((result.Cost, 0m));
    }

    [Theory]
    [InlineData(null, 5L)]
    [InlineData(5L, null)]
    [InlineData(-1L, 5L)]
    [InlineData(5L, -1L)]
    [InlineData(null, null)]
    [InlineData(long.MinValue, 5L)]
    [InlineData(long.MaxValue, 5L)]
    [InlineData(5L, long.MaxValue)]
    [InlineData(5L, 1_000_000_001L)]
    public void Half_a_usage_a_negative_one_and_an_absurd_one_are_none(long? input, long? output) =>
        Settlement.UsageOf(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = 10 }).Should().BeNull();

    [Fact]
    public void An_absurd_usage_is_booked_at_what_was_reserved()
    {
        var result = Settle(new UsageDetails { InputTokenCount = 10, OutputTokenCount = long.MaxValue });

        (result.Usage, result.Estimated, result.Cost).Should().Be((null, true, Call().WorstCase));
        Books().Should().Be((result.Cost, 0m));
    }

    [Fact]
    public void Absurd_details_are_bounded() =>
        Settlement.UsageOf(new UsageDetails { InputTokenCount = 5, OutputTokenCount = 5, CachedInputTokenCount = long.MaxValue, ReasoningTokenCount = long.MaxValue })
            .Should().Be(new TokenUsage(5, 5, 5, 1_000_000_000));

    [Fact]
    public void Negative_details_count_as_zero() =>
        Settlement.UsageOf(new UsageDetails { InputTokenCount = 5, OutputTokenCount = 5, CachedInputTokenCount = -3, ReasoningTokenCount = -3 })
            .Should().Be(new TokenUsage(5, 0, 5, 0));

    [Fact]
    public void More_cached_tokens_than_input_never_make_a_call_cheaper_than_cached_input()
    {
        var result = Settle(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 0, CachedInputTokenCount = 500 });

        result.Cost.Should().Be(100 * 0.02m / 1_000_000m);
    }

    [Fact]
    public void An_overrun_the_provider_billed_is_booked_in_full()
    {
        var result = Settle(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10_000_000 });

        result.Cost.Should().BeGreaterThan(1m);
        Books().Should().Be((result.Cost, 0m));
    }

    [Fact]
    public void An_error_before_any_work_is_free()
    {
        var result = Fail(new HttpRequestException("no", null, HttpStatusCode.TooManyRequests));

        (result.Cost, result.Estimated).Should().Be((0m, false));
        Books().Should().Be((0m, 0m));
    }

    [Fact]
    public void An_error_that_may_have_been_billed_costs_the_reservation()
    {
        var result = Fail(new TimeoutException());

        (result.Cost, result.Estimated).Should().Be((Call().WorstCase, true));
        Books().Should().Be((result.Cost, 0m));
    }

    private ModelCallResult Settle(UsageDetails? usage)
    {
        var call = Call();
        _budget.TryReserve(call.WorstCase).Should().BeTrue();
        return Settlement.Of(call, new ChatResponse { Usage = usage }, TimeSpan.Zero);
    }

    private ModelCallResult Fail(Exception exception)
    {
        var call = Call();
        _budget.TryReserve(call.WorstCase).Should().BeTrue();
        return Settlement.Of(call, exception, TimeSpan.Zero);
    }

    private (decimal Spent, decimal Reserved) Books() => (_budget.Spent, _budget.Reserved);

    private ModelCall Call() => new(CallKind.Answer, Given.Contract(), Lane.Standard, Given.Endpoint(), [], new ChatOptions(), 500, 256, _budget);
}
