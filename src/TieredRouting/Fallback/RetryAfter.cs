using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace TieredRouting.Fallback;

/// <summary>
/// How long a provider asks to be left alone, as its <c>retry-after-ms</c> or <c>Retry-After</c> says. The official clients of OpenAI and Azure keep the response with their exceptions; for
/// others, whoever sees the response may put the header into the exception's <see cref="Exception.Data"/>, under its name.
/// </summary>
internal static class RetryAfter
{
    /// <summary>No provider is left alone for longer by its own word: what says so may be wrong, and one more try tells.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private const string Milliseconds = "retry-after-ms";
    private const string Seconds = "Retry-After";

    /// <summary>The time from now on, no longer than <see cref="Longest"/>; <see langword="null"/> where nothing that makes sense was said.</summary>
    public static TimeSpan? Of(Exception exception, DateTimeOffset now)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if ((OfMilliseconds(Said(at, Milliseconds)) ?? OfSeconds(Said(at, Seconds), now)) is { } wait)
                return wait < Longest ? wait : Longest;
        }

        return null;
    }

    private static TimeSpan? OfMilliseconds(string? text) => Number(text) is { } number ? Bounded(number / 1_000) : null;

    private static TimeSpan? OfSeconds(string? text, DateTimeOffset now)
    {
        if (Number(text) is { } seconds)
            return Bounded(seconds);
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        return date > now ? date - now : TimeSpan.Zero;
    }

    private static TimeSpan Bounded(double seconds) => seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string? Said(Exception exception, string header) => InData(exception, header) ?? InResponse(exception, header);

    private static string? InData(Exception exception, string header)
    {
        foreach (DictionaryEntry entry in exception.Data)
        {
            if (entry.Key is string name && name.Equals(header, StringComparison.OrdinalIgnoreCase))
                return entry.Value?.ToString();
        }

        return null;
    }

    /// <summary>Only the error path comes here.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A trimmed member means that no time is known.")]
    private static string? InResponse(Exception exception, string header)
    {
        try
        {
            var response = exception.GetType().GetMethod("GetRawResponse", Type.EmptyTypes)?.Invoke(exception, null);
            var headers = response?.GetType().GetProperty("Headers")?.GetValue(response);
            object?[] asked = [header, null];
            return headers?.GetType().GetMethod("TryGetValue", [typeof(string), typeof(string).MakeByRefType()])?.Invoke(headers, asked) is true ? (string?)asked[1] : null;
        }
        catch (Exception unreadable) when (unreadable is AmbiguousMatchException or TargetInvocationException)
        {
            return null;
        }
    }
}
