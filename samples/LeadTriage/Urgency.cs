namespace LeadTriage;

internal enum Urgency
{
    Low,
    Medium,
    High,
}
