using System.Collections.Concurrent;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

public sealed class GroupCommitTests
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void What_comes_while_nobody_commits_is_committed_at_once()
    {
        var groups = new List<int[]>();
        using var commits = new GroupCommit<int>(group => groups.Add([.. group]), 10, AMoment);

        commits.AddAsync(1).AsTask().IsCompletedSuccessfully.Should().BeTrue();
        commits.AddAsync(2).AsTask().IsCompletedSuccessfully.Should().BeTrue();

        groups.Select(group => string.Join(',', group)).Should().Equal("1", "2");
    }

    [Fact]
    public async Task What_waits_meanwhile_goes_together_and_in_order()
    {
        var groups = new ConcurrentQueue<int[]>();
        GroupCommit<int> commits = null!;
        var waiting = new List<Task>();
        commits = new GroupCommit<int>(
            group =>
            {
                groups.Enqueue([.. group]);
                if (groups.Count == 1)
                    waiting.AddRange(Enumerable.Range(2, 5).Select(item => commits.AddAsync(item).AsTask()));
            },
            10,
            AMoment);

        await commits.AddAsync(1);
        await Task.WhenAll(waiting);

        groups.Select(group => string.Join(',', group)).Should().Equal("1", "2,3,4,5,6");
    }

    [Fact]
    public async Task One_more_than_may_wait_fails_at_once()
    {
        GroupCommit<int> commits = null!;
        var waiting = new List<Task>();
        commits = new GroupCommit<int>(_ => waiting.AddRange(waiting.Count == 0 ? Enumerable.Range(0, 4).Select(item => commits.AddAsync(item).AsTask()) : []), 3, AMoment);

        await commits.AddAsync(1);

        waiting.Should().HaveCount(4);
        (await FluentActions.Awaiting(() => waiting[3]).Should().ThrowAsync<IOException>()).WithMessage("3 records are waiting*");
        await Task.WhenAll(waiting[..3]);
    }

    [Fact]
    public async Task Everyone_of_a_group_that_fails_is_told_and_the_next_group_is_tried()
    {
        var fails = true;
        using var commits = new GroupCommit<int>(_ => { if (fails) throw new IOException("full"); }, 10, AMoment);

        await FluentActions.Awaiting(() => commits.AddAsync(1).AsTask()).Should().ThrowAsync<IOException>();
        fails = false;
        await commits.AddAsync(2);
    }

    [Fact]
    public async Task Closing_waits_for_what_waits_and_takes_nothing_more()
    {
        var committed = 0;
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var commits = new GroupCommit<int>(
            group =>
            {
                begun.Set();
                release.Wait();
                committed += group.Count;
            },
            10,
            TimeSpan.Zero);
        var adding = Enumerable.Range(0, 5).Select(item => commits.AddAsync(item).AsTask()).ToList();
        begun.Wait();

        var closing = Task.Run(commits.Dispose);
        release.Set();
        await closing;

        committed.Should().Be(5);
        await Task.WhenAll(adding);
        FluentActions.Invoking(() => { _ = commits.AddAsync(6).AsTask(); }).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_commit_that_takes_long_holds_one_thread_of_the_pool_and_no_more()
    {
        using var begun = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var commits = new GroupCommit<int>(
            _ =>
            {
                begun.Set();
                release.Wait();
            },
            10_000,
            TimeSpan.Zero);
        var adding = new List<Task> { commits.AddAsync(0).AsTask() };
        begun.Wait();
        var before = ThreadPool.PendingWorkItemCount;

        for (var i = 1; i < 5_000; i++)
            adding.Add(commits.AddAsync(i).AsTask());

        var sent = ThreadPool.PendingWorkItemCount - before;
        release.Set();
        await Task.WhenAll(adding);
        sent.Should().BeLessThan(1_000, "others may use the pool meanwhile, but not for every record");
    }

    [Fact]
    public async Task Nothing_is_lost_repeated_or_committed_twice_at_once_by_many_callers()
    {
        var committed = new List<int>();
        var inside = 0;
        using var commits = new GroupCommit<int>(
            group =>
            {
                Interlocked.Increment(ref inside).Should().Be(1);
                committed.AddRange(group);
                Interlocked.Decrement(ref inside);
            },
            10_000,
            AMoment);

        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (item, _) => await commits.AddAsync(item));

        committed.Order().Should().Equal(Enumerable.Range(0, 20_000));
    }
}
