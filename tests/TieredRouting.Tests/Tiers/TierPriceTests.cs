using CsCheck;

namespace TieredRouting.Tests.Tiers;

public sealed class TierPriceTests
{
    private static readonly Gen<decimal> PerMillion = Gen.Int[0, 10_000].Select(cents => cents / 100m);

    private static readonly Gen<TierPrice> Price =
        from input in PerMillion
        from output in PerMillion
        from cached in PerMillion.Nullable(0.3)
        select new TierPrice(input, output, cached);

    private static readonly Gen<TokenUsage> Usage =
        from input in Gen.Long[0, 10_000_000]
        from cached in Gen.Long[0, 10_000_000]
        from output in Gen.Long[0, 10_000_000]
        select new TokenUsage(input, Math.Min(cached, input), output, 0);

    [Fact]
    public void Two_calls_cost_what_they_cost_together() =>
        Gen.Select(Price, Usage, Usage).Sample((price, a, b) =>
            price.CostOf(new TokenUsage(a.Input + b.Input, a.CachedInput + b.CachedInput, a.Output + b.Output, 0)).Should().Be(price.CostOf(a) + price.CostOf(b)));

    [Fact]
    public void More_tokens_never_cost_less() =>
        Gen.Select(Price, Usage, Gen.Long[0, 1_000]).Sample((price, usage, more) =>
        {
            price.CostOf(usage with { Output = usage.Output + more }).Should().BeGreaterThanOrEqualTo(price.CostOf(usage));
            price.CostOf(usage with { Input = usage.Input + more }).Should().BeGreaterThanOrEqualTo(price.CostOf(usage));
        });

    [Fact]
    public void What_a_sum_buys_never_costs_more_than_the_sum() =>
        Gen.Select(Price, Gen.Long[-1_000, 1_000_000_000].Select(micros => micros / 1_000_000m)).Sample((price, money) =>
            price.CostOf(new TokenUsage(0, 0, price.Output == 0 ? 0 : price.OutputFor(money), 0)).Should().BeLessThanOrEqualTo(Math.Max(0, money)));

    [Fact]
    public void The_cost_of_some_output_buys_it_back() =>
        Gen.Select(Price, Gen.Int[1, 1_000_000]).Sample((price, tokens) =>
        {
            if (price.Output > 0)
                price.OutputFor(price.CostOf(new TokenUsage(0, 0, tokens, 0))).Should().Be(tokens);
        });

    [Fact]
    public void Prices_are_per_million_tokens() =>
        new TierPrice(2m, 10m, 0.5m).CostOf(new TokenUsage(1_000_000, 400_000, 100_000, 50_000)).Should().Be(0.6m * 2m + 0.4m * 0.5m + 0.1m * 10m);

    [Fact]
    public void Cached_input_costs_as_much_as_other_input_where_no_price_is_stated() =>
        new TierPrice(2m, 10m).CostOf(new TokenUsage(1_000, 1_000, 0, 0)).Should().Be(0.002m);

    [Fact]
    public void More_cached_input_than_input_counts_as_the_input() =>
        new TierPrice(2m, 10m, 1m).CostOf(new TokenUsage(1_000, 5_000, 0, 0)).Should().Be(0.001m);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(15, 1)]
    [InlineData(20, 2)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void Money_buys_whole_tokens(long tenthsOfMillionths, int tokens) =>
        new TierPrice(1m, 1m).OutputFor(tenthsOfMillionths / 10_000_000m).Should().Be(tokens);

    [Fact]
    public void Free_output_has_no_end() => new TierPrice(1m, 0m).OutputFor(0.01m).Should().Be(int.MaxValue);
}
