namespace LeadTriage;

/// <summary>One inbound message.</summary>
internal sealed record Lead(int Number, string From, string Subject, string Body)
{
    /// <summary>The message as a model reads it.</summary>
    public override string ToString() => $"From: {From}\nSubject: {Subject}\n\n{Body}";
}
