namespace LeadTriage;

internal enum Clarity
{
    Clear,
    Ambiguous,
}
