using System.Globalization;

namespace TieredRouting.Fallback;

/// <summary>How long a provider asks to be left alone: whoever sees the response may put its <c>Retry-After</c> into the exception's <see cref="Exception.Data"/>, under that name.</summary>
internal static class RetryAfter
{
    private const string Header = "Retry-After";

    /// <summary>The time from now on; <see langword="null"/> where nothing that makes sense was said.</summary>
    public static TimeSpan? Of(Exception exception, DateTimeOffset now)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (Read(at.Data[Header]?.ToString(), now) is { } wait)
                return wait;
        }

        return null;
    }

    private static TimeSpan? Read(string? text, DateTimeOffset now) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
        : DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now ? date - now
        : null;
}
