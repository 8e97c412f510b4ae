using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace TieredRouting.Validation;

/// <summary>The formats that are checked; the lint refuses all others, since an unchecked format promises what nobody keeps.</summary>
internal static class AnswerFormats
{
    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private const string UriCharacters = @"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})";

    private static readonly Regex Date = Linear(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z");
    private static readonly Regex Time = Linear(@"\A(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\z");
    private static readonly Regex Email = Linear(@"\A(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|""(?:[^""\\\r\n]|\\.)*"")@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)\z");
    private static readonly Regex AbsoluteUri = Linear($@"\A[A-Za-z][A-Za-z0-9+.\-]*:(?://(?:{UriCharacters}*@)?\[[0-9A-Fa-f:.]+\])?{UriCharacters}*\z");
    private static readonly Regex IPv4 = Linear($@"\A{Octet}(?:\.{Octet}){{3}}\z");
    private static readonly Regex IPv6 = Linear(@"\A[0-9A-Fa-f:.]+\z");

    public static IReadOnlyDictionary<string, Func<string, bool>> All { get; } = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["date"] = IsDate,
        ["date-time"] = IsDateTime,
        ["time"] = IsTime,
        ["email"] = Email.IsMatch,
        ["ipv4"] = IPv4.IsMatch,
        ["ipv6"] = IsIPv6,
        ["uri"] = text => AbsoluteUri.IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        ["uuid"] = text => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
    };

    private static bool IsIPv6(string text) =>
        IPv6.IsMatch(text)
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6
        && (!text.Contains('.', StringComparison.Ordinal) || IPv4.IsMatch(text[(text.LastIndexOf(':') + 1)..]));

    private static bool IsDate(string text) =>
        Date.IsMatch(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDateTime(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    private static bool IsTime(string text) => Time.IsMatch(text) && (text[6] != '6' || IsLeapSecond(text));

    /// <summary>A sixtieth second exists only at the end of a day in UTC.</summary>
    private static bool IsLeapSecond(string text)
    {
        var minutes = MinutesOf(text.AsSpan(0, 5));
        var zone = text[^1] is 'Z' or 'z' ? 0 : MinutesOf(text.AsSpan(text.Length - 5)) * (text[^6] == '+' ? -1 : 1);
        return (minutes + zone + 2880) % 1440 == 1439;
    }

    private static int MinutesOf(ReadOnlySpan<char> clock) =>
        (int.Parse(clock[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(clock[3..], CultureInfo.InvariantCulture);

    private static Regex Linear(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
