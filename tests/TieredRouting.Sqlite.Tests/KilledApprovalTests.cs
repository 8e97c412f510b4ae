namespace TieredRouting.Sqlite.Tests;

/// <summary>A process that is killed at each step of a piece of work's way: nothing is lost, released twice, or released without a record.</summary>
public sealed class KilledApprovalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_before_the_hold_there_is_nothing_and_nothing_went_out()
    {
        await Kill("hold", "-", "before 1");

        (await Listed()).Should().BeEmpty();
    }

    [Fact]
    public async Task Killed_after_the_hold_the_work_waits()
    {
        await Kill("hold", "-", "after 1");

        var id = (await Listed()).Should().ContainSingle().Which.Id;

        await ApproveAndRelease(id);
    }

    [Theory]
    [InlineData("before 1", "Decided")]
    [InlineData("after 1", "AlreadyDecided")]
    [InlineData("before 2", "AlreadyDecided")]
    [InlineData("after 2", "AlreadyDecided")]
    public async Task Killed_while_somebody_approves_the_work_is_decided_once_and_on_record(string stopAt, string then)
    {
        var id = await Hold();
        await Kill("approve", id, stopAt);

        (await Say("approve", id)).Should().Be(then);

        await IsReleasedOnce(id);
    }

    [Theory]
    [InlineData("before 1", "Released")]
    [InlineData("after 1", "ReleasedBefore")]
    public async Task Killed_around_the_release_the_answer_is_released_once_and_can_be_read_again(string stopAt, string then)
    {
        var id = await Hold();
        (await Say("approve", id)).Should().Be("Decided");
        await Kill("release", id, stopAt);

        (await Say("release", id)).Should().Be(then);

        (await Say("release", id)).Should().Be("ReleasedBefore");
        (await Records(id)).Should().ContainSingle();
    }

    [Fact]
    public async Task Killed_between_a_decision_and_its_record_the_release_makes_up_for_the_record_first()
    {
        var id = await Hold();
        await Kill("approve", id, "after 1");
        (await Records(id)).Should().BeEmpty("it was killed before it wrote one");

        await IsReleasedOnce(id);
    }

    [Fact]
    public async Task Of_two_processes_that_approve_at_once_one_decides_and_the_other_is_told()
    {
        for (var round = 0; round < 3; round++)
        {
            var id = await Hold();
            using var one = Child.Approval(_folder, "race", id);
            using var other = Child.Approval(_folder, "race", id);
            await one.Line();
            await other.Line();
            one.Go();
            other.Go();

            new[] { await one.Line(), await other.Line() }.Should().BeEquivalentTo("Decided", "AlreadyDecided");
            (await Records(id)).Should().ContainSingle();
        }
    }

    [Theory]
    [InlineData("before 1", "{}")]
    [InlineData("after 1", "*used before*")]
    public async Task Killed_around_the_use_of_an_approved_escalation_it_goes_up_once_or_says_that_it_was_used(string stopAt, string then)
    {
        var id = await Say("ask", "-");
        (await Say("approve", id)).Should().Be("Decided");
        await Kill("escalate", id, stopAt);
        Asked().Should().BeEmpty("what is not used yet is not made");

        (await Say("escalate", id)).Should().Match(then);

        (await Say("escalate", id)).Should().Contain("used before");
        Asked().Should().HaveCount(then == "{}" ? 1 : 0);
        using var inbox = new Inbox(_folder);
        (await inbox.Approvals.GetAsync(id, TestContext.Current.CancellationToken))!.State.Should().Be(ApprovalState.Released);
        (await Records(id)).Should().ContainSingle();
    }

    private string[] Asked() => File.Exists(Path.Combine(_folder, "asked.txt")) ? File.ReadAllLines(Path.Combine(_folder, "asked.txt")) : [];

    private Task<string> Hold() => Say("hold", "-");

    private async Task<string> Say(string act, string id)
    {
        using var child = Child.Approval(_folder, act, id);
        var said = await child.Line();
        await child.End();
        return said;
    }

    private async Task Kill(string act, string id, string stopAt)
    {
        using var child = Child.Approval(_folder, act, id, stopAt);
        await child.Kill();
    }

    private async Task ApproveAndRelease(string id)
    {
        (await Say("approve", id)).Should().Be("Decided");
        await IsReleasedOnce(id);
    }

    private async Task IsReleasedOnce(string id)
    {
        (await Say("release", id)).Should().Be("Released");
        (await Say("release", id)).Should().Be("ReleasedBefore");
        (await Records(id)).Should().ContainSingle("the decision is on record once, however often it was tried");
    }

    private async Task<IReadOnlyList<ApprovalSummary>> Listed()
    {
        using var inbox = new Inbox(_folder);
        return await inbox.Approvals.ListAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>The ids of the decisions on record about a piece of work.</summary>
    private async Task<HashSet<string>> Records(string id)
    {
        var decisions = new HashSet<string>();
        foreach (var file in Directory.GetFiles(_folder, "audit-*.jsonl"))
        {
            await foreach (var entry in AuditReader.ReadAsync(file, TestContext.Current.CancellationToken))
            {
                if (entry.Event == "approvalDecided" && entry.Details["approval"] == id)
                    decisions.Add(entry.Id!);
            }
        }

        return decisions;
    }
}
