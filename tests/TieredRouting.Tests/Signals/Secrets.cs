namespace TieredRouting.Tests.Signals;

/// <summary>What looks like a credential is put together at run time: written out, it would stop a push.</summary>
internal static class Secrets
{
    /// <summary>So many characters that look random, always the same.</summary>
    public static string Random(int length, string alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
    {
        var random = new Random(length);
        return string.Create(length - 2, alphabet, (token, from) =>
        {
            for (var i = 0; i < token.Length; i++)
                token[i] = from[random.Next(from.Length)];
        }) + "A7";
    }
}
