namespace TieredRouting.Signals;

/// <summary>What the policy lane's evidence is called on the wire.</summary>
internal static class EvidenceKinds
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string CreditCard = "creditCard";
    public const string Iban = "iban";
    public const string Credential = "credential";
}
