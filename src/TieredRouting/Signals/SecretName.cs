namespace TieredRouting.Signals;

/// <summary>What a name such as <c>SUMO_ACCESS_KEY</c>, <c>clientSecret</c> or <c>x-api-key</c> says of its value; only its ending counts.</summary>
internal static class SecretName
{
    private const int LongestEnding = 20;

    private static readonly string[] Passwords =
        ["password", "passwd", "passphrase", "passcode", "pwd", "passwort", "kennwort", "motdepasse", "contraseña", "senha", "wachtwoord"];

    private static readonly string[] Tokens =
        ["token", "secret", "apikey", "accesskey", "accountkey", "secretkey", "privatekey", "signingkey", "encryptionkey", "sharedaccesskey", "authkey", "authorization", "auth", "credential", "credentials", "accessid", "login"];

    /// <summary>The endings by their last letter, the surest first.</summary>
    private static readonly SecretEnding[][] ByLast = [.. Enumerable.Range(0, 128).Select(last => All().Where(ending => ending.Text[^1] == last).ToArray())];

    private static IEnumerable<SecretEnding> All() =>
    [
        .. Passwords.Select(text => new SecretEnding(text, SecretNameKind.Password)), new("pass", SecretNameKind.Password) { IsWord = true }, new("pw", SecretNameKind.Password) { IsWord = true },
        .. Tokens.Select(text => new SecretEnding(text, SecretNameKind.Token)), new("key", SecretNameKind.Key) { IsWord = true },
    ];

    public static SecretNameKind KindOf(ReadOnlySpan<char> name)
    {
        if (name.Length < 2)
            return SecretNameKind.None;
        Span<char> compact = stackalloc char[LongestEnding];
        var ending = Compact(name, compact);
        if (ending.Length < 2)
            return SecretNameKind.None;
        var kind = KindOf(name, ending);
        if (kind is (SecretNameKind.None or SecretNameKind.Key) && IsHostOfGems(name))
            kind = SecretNameKind.Login;
        return kind != SecretNameKind.None && name.Contains("csrf", StringComparison.OrdinalIgnoreCase) ? SecretNameKind.None : kind;
    }

    private static SecretNameKind KindOf(ReadOnlySpan<char> name, ReadOnlySpan<char> ending)
    {
        foreach (var candidate in EndingIn(ending[^1]))
        {
            if (ending.EndsWith(candidate.Text) && candidate.Fits(name, ending))
                return candidate.Kind;
        }

        return SecretNameKind.None;
    }

    /// <summary>Whether Bundler reads it as a host, with two underscores for a dot: <c>BUNDLE_GEMS__BAKERY__COM</c>.</summary>
    private static bool IsHostOfGems(ReadOnlySpan<char> name) => name.StartsWith("BUNDLE_") && name.Contains("__", StringComparison.Ordinal);

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

    private static SecretEnding[] EndingIn(char last) => last < ByLast.Length ? ByLast[last] : [];
}
