using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("retry-after", " 7 ", 7_000)]
    [InlineData("Retry-After", "0", 0)]
    [InlineData("Retry-After", "1.5", 1_500)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After-Ms", "0.5", 0.5)]
    [InlineData("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT", 30_000)]
    public void The_time_is_what_the_provider_says(string header, string value, double milliseconds) =>
        Of(Said((header, value))).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("Retry-After", "31536000")]
    [InlineData("Retry-After", "99999999999999999999999999")]
    [InlineData("Retry-After", "Mon, 01 Mar 2027 12:00:00 GMT")]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("retry-after-ms", "31536000000")]
    public void A_year_is_an_hour(string header, string value) => Of(Said((header, value))).Should().Be(RetryAfter.Longest).And.Be(TimeSpan.FromHours(1));

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("2026-03-01T12:00:30Z")]
    [InlineData("Sun, 32 Mar 2026 12:00:30 GMT")]
    public void What_makes_no_sense_says_nothing_and_the_other_header_counts(string value)
    {
        Of(Said(("Retry-After", value))).Should().BeNull();
        Of(Said(("retry-after-ms", value), ("Retry-After", "3"))).Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_date_that_is_over_is_now() => Of(Said(("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT"))).Should().Be(TimeSpan.Zero);

    [Fact]
    public void Milliseconds_are_more_exact_than_seconds() => Of(Said(("Retry-After", "1"), ("retry-after-ms", "200"))).Should().Be(TimeSpan.FromMilliseconds(200));

    [Fact]
    public void It_is_found_in_what_a_client_wrapped() => Of(new InvalidOperationException("no", Said(("Retry-After", "7")))).Should().Be(TimeSpan.FromSeconds(7));

    [Fact]
    public void It_is_read_from_the_response_that_a_client_keeps()
    {
        Of(new ResponseException(new("3"))).Should().Be(TimeSpan.FromSeconds(3));
        Of(new ResponseException(new(null))).Should().BeNull();
        Of(new ResponseException(null)).Should().BeNull();
    }

    [Fact]
    public void A_client_that_breaks_while_it_is_asked_says_nothing() => Of(new BreakingException()).Should().BeNull();

    [Fact]
    public void Whoever_said_nothing_is_not_waited_for() => Of(new HttpRequestException()).Should().BeNull();

    private static TimeSpan? Of(Exception exception) => RetryAfter.Of(exception, Now);

    private static HttpRequestException Said(params (string Header, object Value)[] headers)
    {
        var exception = new HttpRequestException("no", null, System.Net.HttpStatusCode.TooManyRequests);
        exception.Data["7"] = 7;
        exception.Data[7] = "7";
        foreach (var (header, value) in headers)
            exception.Data[header] = value;
        return exception;
    }

    /// <summary>Shaped like the response that provider clients keep with their exceptions.</summary>
    private sealed class ResponseException(KeptHeaders? headers) : Exception
    {
        public KeptResponse? GetRawResponse() => headers is null ? null : new(headers);
    }

    private sealed record KeptResponse(KeptHeaders Headers);

    private sealed class KeptHeaders(string? seconds)
    {
        public bool TryGetValue(string name, out string? value)
        {
            value = name == "Retry-After" ? seconds : null;
            return value is not null;
        }
    }

    private sealed class BreakingException : Exception
    {
        public KeptResponse GetRawResponse() => throw new ObjectDisposedException(nameof(GetRawResponse));
    }
}
