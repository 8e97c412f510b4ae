namespace TieredRouting.Gates;

/// <summary>The ending that makes no other word of one.</summary>
internal static class Genitive
{
    public const string Ending = "'s";

    public static ReadOnlySpan<char> Without(ReadOnlySpan<char> word) => word.EndsWith(Ending) ? word[..^Ending.Length] : word;
}
