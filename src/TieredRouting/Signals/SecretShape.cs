using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>Tells what could be a secret from what only stands in its place.</summary>
internal static class SecretShape
{
    private const int UnitsRead = 256;

    private static readonly SearchValues<string> Placeholders = SearchValues.Create(
        ["example", "changeme", "change_me", "change-me", "placeholder", "your_", "your-", "yourpass", "yourtoken", "yourkey", "my-", "my_", "xxxx", "redacted", "insert", "dummy", "sample", "replace", "****", "...", "••••"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value is a stand-in: a template's variable, a run of crosses, "example".</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty || value[0] is '<' or '$' or '{' or '%' or '[' or '*' or '`' or '#' || value.Contains("${", StringComparison.Ordinal)
        || value.Contains("{{", StringComparison.Ordinal) || Head(value).ContainsAny(Placeholders);

    /// <summary>Shannon's entropy of the characters, in bits for each.</summary>
    public static double Entropy(ReadOnlySpan<char> value)
    {
        var head = Head(value);
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var unit in head)
            counts[unit & 127]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / head.Length * Math.Log2((double)count / head.Length);
        }

        return entropy;
    }

    public static bool HasDigit(ReadOnlySpan<char> value) => value.ContainsAnyInRange('0', '9');

    public static bool HasLetter(ReadOnlySpan<char> value)
    {
        foreach (var unit in value)
        {
            if (char.IsLetter(unit))
                return true;
        }

        return false;
    }

    /// <summary>Whether all of it could be one random token: no stand-in, and as many different characters as its length lets expect.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value, double leastEntropy = 3.0) =>
        HasDigit(value) && HasLetter(value) && !IsPlaceholder(value) && Entropy(value) >= leastEntropy;

    private static ReadOnlySpan<char> Head(ReadOnlySpan<char> value) => value[..Math.Min(value.Length, UnitsRead)];
}
