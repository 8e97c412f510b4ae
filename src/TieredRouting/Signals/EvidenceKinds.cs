namespace TieredRouting.Signals;

/// <summary>What the policy lane's evidence is called on the wire.</summary>
internal static class EvidenceKinds
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string CreditCard = "creditCard";
    public const string Iban = "iban";
    public const string NationalId = "nationalId";
    public const string Person = "person";
    public const string Address = "address";
    public const string IpAddress = "ipAddress";
    public const string DateOfBirth = "dateOfBirth";
    public const string Credential = "credential";
    public const string Payroll = "payroll";
    public const string Legal = "legal";
    public const string Health = "health";
}
