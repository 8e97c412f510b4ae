using CsCheck;
using Microsoft.Extensions.AI;
using TieredRouting.Approvals;

namespace TieredRouting.Tests.Approvals;

public sealed class ApprovalTransitionsTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly ApprovalState[] Over = [ApprovalState.Approved, ApprovalState.Edited, ApprovalState.Rejected, ApprovalState.Expired, ApprovalState.Released];

    private static readonly Gen<ApprovalTerms> Terms =
        from eyes in Gen.Bool from requester in Gen.Bool from expires in Gen.Bool from review in Gen.Bool from reason in Gen.Bool
        select new ApprovalTerms(eyes, requester, expires ? TimeSpan.FromHours(5) : null, review ? ExpiryAction.HumanReview : ExpiryAction.Reject, reason);

    private static readonly Gen<ApprovalItem> Items =
        from terms in Terms from kind in Gen.Enum<ApprovalKind>() from requester in Gen.Int[0, 2].Select(i => i switch { 0 => "a", 1 => "b", _ => null })
        select Item(terms, kind, requester);

    /// <summary>What may happen to an item: a person's act, its record, a release, or that time passes.</summary>
    private static readonly Gen<(int What, string By, string? Reason, int Hours)> Steps =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2].Select(i => i switch { 0 => "a", 1 => "b", _ => "c" }), Gen.Bool.Select(said => said ? "because" : null), Gen.Int[0, 3]);

    [Fact]
    public void Whatever_happens_in_whatever_order_each_item_goes_its_way_once()
    {
        Gen.Select(Items, Steps.List[0, 12]).Sample((item, steps) =>
        {
            var (now, released) = (Start, 0);
            foreach (var step in steps)
            {
                now += TimeSpan.FromHours(step.Hours);
                var next = Next(item, step, now);
                IsLegal(item, next, now);
                released += next.State == ApprovalState.Released && item.State != ApprovalState.Released ? 1 : 0;
                item = next;
            }

            released.Should().BeLessThanOrEqualTo(1);
        });
    }

    [Fact]
    public void A_refused_act_leaves_the_item_as_it_is()
    {
        Gen.Select(Items, Steps, Steps).Sample((item, first, second) =>
        {
            item = Next(item, first, Start);
            var (kind, next) = ApprovalTransitions.Apply(item, Act(second, Start));
            if (kind is not (ApprovalResultKind.Decided or ApprovalResultKind.AwaitsSecond))
                next.Should().BeSameAs(item);
        });
    }

    [Fact]
    public void What_is_not_on_record_is_not_released()
    {
        var approved = ApprovalTransitions.Apply(Item(new ApprovalTerms(), ApprovalKind.Draft, null), new ApprovalAct(ApprovalState.Approved, "a", Start)).Item;

        ApprovalTransitions.Release(approved, Start).Should().BeNull();
        ApprovalTransitions.Release(approved with { IsRecorded = true }, Start)!.State.Should().Be(ApprovalState.Released);
    }

    [Fact]
    public void An_approved_escalation_is_made_and_not_handed_over_and_a_draft_the_other_way_round()
    {
        var (escalation, draft) = (Approved(ApprovalKind.Escalation), Approved(ApprovalKind.Draft));

        (ApprovalTransitions.Release(escalation, Start), ApprovalTransitions.Escalate(draft, Start)).Should().Be((null, null));
        (ApprovalTransitions.Escalate(escalation with { IsRecorded = false }, Start), ApprovalTransitions.Escalate(escalation, Start)!.State).Should().Be((null, ApprovalState.Released));
    }

    private static ApprovalItem Approved(ApprovalKind kind) =>
        ApprovalTransitions.Apply(Item(new ApprovalTerms(), kind, null), new ApprovalAct(ApprovalState.Approved, "a", Start)).Item with { IsRecorded = true };

    private static ApprovalItem Next(ApprovalItem item, (int What, string By, string? Reason, int Hours) step, DateTimeOffset now) => step.What switch
    {
        <= 2 => ApprovalTransitions.Apply(ApprovalTransitions.Expire(item, now) ?? item, Act(step, now)).Item,
        3 => item.Decision is null ? item : item with { IsRecorded = true },
        4 => ApprovalTransitions.Release(item, now) ?? item,
        5 => ApprovalTransitions.Escalate(item, now) ?? item,
        _ => ApprovalTransitions.Expire(item, now) ?? item,
    };

    private static ApprovalAct Act((int What, string By, string? Reason, int Hours) step, DateTimeOffset now) => step.What switch
    {
        0 => new(ApprovalState.Approved, step.By, now, step.Reason),
        1 => new(ApprovalState.Edited, step.By, now, step.Reason, "another text"),
        _ => new(ApprovalState.Rejected, step.By, now, step.Reason),
    };

    private static void IsLegal(ApprovalItem item, ApprovalItem next, DateTimeOffset now)
    {
        if (item.State == next.State && item.Decision == next.Decision)
            return;
        var (terms, decision) = (item.Request.Terms, next.Decision!);
        switch (item.State, next.State)
        {
            case (ApprovalState.Held, ApprovalState.Approved or ApprovalState.Edited):
                (next.Outgoing is not null || next.Request.Kind == ApprovalKind.Escalation).Should().BeTrue();
                if (terms.FourEyes)
                    decision.First.Should().NotBeNull().And.NotBe(decision.By);
                if (terms.RequesterMayNotApprove)
                    new[] { decision.By, decision.First }.Should().NotContain(item.Request.Requester ?? decision.By);
                break;
            case (ApprovalState.Held, ApprovalState.Rejected):
                if (terms.ReasonOnReject)
                    decision.Reason.Should().NotBeNull();
                break;
            case (ApprovalState.Held, ApprovalState.Expired):
                (now >= item.Request.ExpiresAt).Should().BeTrue();
                break;
            case (ApprovalState.Held, ApprovalState.Held):
                (next.Request.Kind, decision.State).Should().Be((ApprovalKind.Review, ApprovalState.Expired));
                break;
            case (ApprovalState.Approved or ApprovalState.Edited, ApprovalState.Released):
                item.IsRecorded.Should().BeTrue();
                (next.Outgoing is null).Should().Be(item is { State: ApprovalState.Approved, Request.Kind: ApprovalKind.Escalation }, "an escalation is made, and everything else handed over");
                break;
            default:
                Assert.Fail($"{item.State} became {next.State}");
                break;
        }

        if (Over.Contains(item.State))
            next.Decision.Should().Be(item.Decision, "what is decided stays decided");
    }

    private static ApprovalItem Item(ApprovalTerms terms, ApprovalKind kind, string? requester) => new()
    {
        Request = new ApprovalRequest
        {
            Id = "1",
            RouteId = "r",
            Contract = "work",
            Kind = kind,
            Reason = "because",
            CreatedAt = Start,
            Messages = [new ChatMessage(ChatRole.User, "hello")],
            Draft = kind == ApprovalKind.Draft ? new ChatResponse(new ChatMessage(ChatRole.Assistant, "a text")) : null,
            Escalation = kind == ApprovalKind.Escalation ? new HeldEscalation("nano", "full", Trigger.SchemaFailure, 0.1m) { Request = "hash" } : null,
            Terms = terms,
            ExpiresAt = Start + terms.ExpiresAfter,
            Requester = requester,
        },
    };
}
