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
        if (ending.Length < 3 || name.Contains("csrf", StringComparison.OrdinalIgnoreCase))
            return SecretNameKind.None;
        if (EndsWithAny(ending, Passwords))
            return SecretNameKind.Password;
        if (EndsWithAny(ending, Tokens))
            return SecretNameKind.Token;
        return ending.EndsWith("key") && !EndsWithAny(ending[..^3], NoSecretKeys) ? SecretNameKind.Key : SecretNameKind.None;
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
