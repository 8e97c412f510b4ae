namespace TieredRouting.Signals;

/// <summary>What a name such as <c>SUMO_ACCESS_KEY</c>, <c>clientSecret</c> or <c>x-api-key</c> says of its value; only its ending counts.</summary>
internal static class SecretName
{
    private const int LongestEnding = 20;

    private static readonly string[] Passwords =
        ["password", "passwd", "passphrase", "passcode", "pwd", "passwort", "kennwort", "motdepasse", "contraseña", "senha", "wachtwoord"];

    private static readonly string[] Tokens =
        ["token", "secret", "apikey", "accesskey", "accountkey", "secretkey", "privatekey", "signingkey", "encryptionkey", "sharedaccesskey", "authkey", "authorization", "auth", "credential", "credentials", "accessid", "login"];

    private static readonly string[] NoSecretKeys = ["public", "primary", "foreign", "sort", "partition", "cache", "pub", "idempotency"];

    public static SecretNameKind KindOf(ReadOnlySpan<char> name)
    {
        Span<char> compact = stackalloc char[LongestEnding];
        var ending = Compact(name, compact);
        if (ending.Length < 2 || name.Contains("csrf", StringComparison.OrdinalIgnoreCase))
            return SecretNameKind.None;
        if (EndsWithAny(ending, Passwords) || EndsWithWord(name, "pass") || EndsWithWord(name, "pw"))
            return SecretNameKind.Password;
        if (EndsWithAny(ending, Tokens))
            return SecretNameKind.Token;
        if (IsHostOfGems(name))
            return SecretNameKind.Login;
        return EndsWithWord(name, "key") && !EndsWithAny(ending[..^3], NoSecretKeys) ? SecretNameKind.Key : SecretNameKind.None;
    }

    /// <summary>Whether Bundler reads it as a host, with two underscores for a dot: <c>BUNDLE_GEMS__BAKERY__COM</c>.</summary>
    private static bool IsHostOfGems(ReadOnlySpan<char> name) => name.StartsWith("BUNDLE_") && name.Contains("__", StringComparison.Ordinal);

    /// <summary>Whether it ends with a short word that begins there: <c>mapKey</c> and <c>map_key</c> end with "key", a monkey does not.</summary>
    private static bool EndsWithWord(ReadOnlySpan<char> name, string word)
    {
        var start = name.Length - word.Length;
        return name.EndsWith(word, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || !char.IsLetter(name[start - 1]) || (char.IsLower(name[start - 1]) && char.IsUpper(name[start])));
    }

    /// <summary>The name's last letters and digits, in lower case.</summary>
    private static ReadOnlySpan<char> Compact(ReadOnlySpan<char> name, Span<char> into)
    {
        var at = into.Length;
        for (var i = name.Length - 1; i >= 0 && at > 0; i--)
        {
            if (char.IsLetterOrDigit(name[i]))
                into[--at] = char.ToLowerInvariant(name[i]);
        }

        return into[at..];
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
