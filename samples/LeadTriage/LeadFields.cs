using System.ComponentModel;

namespace LeadTriage;

/// <summary>What the desk needs to know of a message. The contract's schema is made from this type.</summary>
internal sealed record LeadFields(
    [property: Description("The sender's company, if the message names one.")] string? Company,
    [property: Description("The person to answer, if the message names one.")] string? Contact,
    [property: Description("What they need, in a few words and in the language of the message.")] string Need,
    Urgency Urgency,
    [property: Description("Ambiguous when it is not plain what the sender wants next.")] Clarity Clarity);
