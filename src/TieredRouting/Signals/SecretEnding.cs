namespace TieredRouting.Signals;

/// <summary>How the name of a secret ends, in small letters.</summary>
internal readonly record struct SecretEnding(string Text, SecretNameKind Kind)
{
    private static readonly string[] NoSecretKeys = ["public", "primary", "foreign", "sort", "partition", "cache", "pub", "idempotency"];

    /// <summary>Whether it has to be a word that begins there: <c>mapKey</c> and <c>map_key</c> end with "key", a monkey does not.</summary>
    public bool IsWord { get; init; }

    /// <summary>Whether a name with this ending speaks of a secret.</summary>
    public bool Fits(ReadOnlySpan<char> name, ReadOnlySpan<char> ending) =>
        !IsWord || (BeginsWord(name) && !(Kind == SecretNameKind.Key && EndsWithAny(ending[..^Text.Length], NoSecretKeys)));

    private bool BeginsWord(ReadOnlySpan<char> name)
    {
        var start = name.Length - Text.Length;
        return name.EndsWith(Text, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || !char.IsLetter(name[start - 1]) || (char.IsLower(name[start - 1]) && char.IsUpper(name[start])));
    }

    private static bool EndsWithAny(ReadOnlySpan<char> name, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending))
                return true;
        }

        return false;
    }
}
