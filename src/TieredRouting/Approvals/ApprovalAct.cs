using Microsoft.Extensions.AI;

namespace TieredRouting.Approvals;

/// <summary>What a person does about an item.</summary>
/// <param name="To">Approved, edited or rejected.</param>
/// <param name="By">What stands for the person.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, or <see langword="null"/>.</param>
/// <param name="Text">What is to go out in place of the draft, where it is edited.</param>
internal sealed record ApprovalAct(ApprovalState To, string By, DateTimeOffset At, string? Reason = null, string? Text = null)
{
    /// <summary>The answer that the person's text makes.</summary>
    public ChatResponse AnswerFor(ApprovalRequest request) => new(new ChatMessage(ChatRole.Assistant, Text))
    {
        ResponseId = request.Id,
        ModelId = request.Draft?.ModelId,
        FinishReason = ChatFinishReason.Stop,
    };
}
