namespace TieredRouting.Redaction;

/// <summary>The kinds of evidence, as they are called on the wire, and which of them a contract redacts.</summary>
internal static class RedactableKinds
{
    private static readonly string[] Values =
        ["email", "phone", "creditCard", "iban", "nationalId", "person", "address", "ipAddress", "dateOfBirth", "credential"];

    /// <summary>They say what a text is about. Without its subject nothing is left to work with, so they are redacted only where they are named.</summary>
    private static readonly string[] Topics = ["payroll", "legal", "health"];

    public static IReadOnlyList<string> All { get; } = [.. Values, .. Topics];

    public static bool IsKnown(string kind) => All.Contains(kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a contract redacts a kind. One that this version does not know is a value until somebody says otherwise.</summary>
    public static bool Redacts(this ContractRedaction redaction, string kind) =>
        redaction.Kinds.Count == 0 ? !Topics.Contains(kind) : redaction.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase);
}
