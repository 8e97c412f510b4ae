namespace TieredRouting;

/// <summary>The names of the built-in gates. They need no <c>AddGate</c>; a gate of your own by one of these names is a start-up error.</summary>
public static class GateNames
{
    /// <summary>Personal data in the answer that was not in the request.</summary>
    public const string PiiLeak = "pii-leak";

    /// <summary>Credentials in the answer, whether or not they were in the request.</summary>
    public const string CredentialLeak = "credential-leak";

    /// <summary>Medical, legal, financial or dangerous advice.</summary>
    public const string ForbiddenAdvice = "forbidden-advice";

    /// <summary>Phrases that a market bans or requires.</summary>
    public const string RegulatedLanguage = "regulated-language";

    /// <summary>Prices that nobody gave, and promises.</summary>
    public const string PriceCommitment = "price-commitment";

    /// <summary>Numbers, names and claims that the given sources do not have.</summary>
    public const string Groundedness = "groundedness";

    /// <summary>A small model's verdict by the contract's rubric.</summary>
    public const string Judge = "judge";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [PiiLeak, CredentialLeak, ForbiddenAdvice, RegulatedLanguage, PriceCommitment, Groundedness, Judge];
}
