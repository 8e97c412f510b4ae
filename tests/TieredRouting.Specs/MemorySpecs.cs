using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

/// <summary>What requests leave behind.</summary>
[Collection(AloneCollection.Name)]
public sealed class MemorySpecs
{
    /// <summary>More than what is remembered on purpose of the latest requests, such as the routes that tool loops may go on with.</summary>
    private const int Before = 60_000;

    private const int Requests = 100_000;

    /// <summary>Ten bytes a request.</summary>
    private const int Growth = 10 * Requests;

    [Fact]
    public async Task A_hundred_thousand_requests_leave_no_growth_in_memory()
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(new FaultyClient(every: 5)).PricedAt(1, 2).WithLimits(concurrency: 64))
            .AddTier("mini", tier => tier.UseClient(new FaultyClient(every: int.MaxValue)).PricedAt(10, 20))
            .AddContract("work", contract => contract.ForIntent(TaskIntent.Classify).AtMost(attempts: 3, cost: 0.05m, deadline: TimeSpan.FromMinutes(1)).WithLatency(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)).Hedge())
            .AddBudget(new Budget("each", 1_000_000m) { Per = BudgetScope.Cohort })
            .AuditTo.Sink(new ForgetfulSink()));
        await using var provider = services.BuildServiceProvider();
        var chat = provider.GetRequiredService<IChatClient>();

        await AskAsync(chat, 0, Before);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await AskAsync(chat, Before, Before + Requests);

        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(Growth);
    }

    /// <summary>Each of another cohort, every other one streamed, and of those some not to the end.</summary>
    private static async Task AskAsync(IChatClient chat, int from, int to)
    {
        using var caller = new CancellationTokenSource();
        for (var i = from; i < to; i++)
        {
            var cohort = $"c{i}";
            var options = new ChatOptions { Tools = [Look] }.WithContract("work").WithRouting(facts => facts.Cohort(cohort).UserTier(cohort).Workflow(cohort, step: cohort));
            if (i % 2 == 0)
                await chat.GetResponseAsync($"hello {i}", options, caller.Token);
            else
                await ReadAsync(chat.GetStreamingResponseAsync($"hello {i}", options, caller.Token), i % 3 == 0 ? 1 : int.MaxValue);
        }
    }

    private static readonly AITool Look = Scenery.ReadTool();

    private static async Task ReadAsync(IAsyncEnumerable<ChatResponseUpdate> updates, int most)
    {
        await foreach (var update in updates)
        {
            if (--most == 0)
                break;
        }
    }

    private sealed class ForgetfulSink : IAuditSink
    {
        public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    /// <summary>Fails every so often, and asks for a tool call every so often; keeps nothing.</summary>
    private sealed class FaultyClient(int every) : IChatClient
    {
        private int _calls;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var call = ++_calls;
            return call % every == 0 ? throw Scenery.Overloaded()
                : Task.FromResult(call % 3 == 0 ? Scenery.Call("look_up", $"call-{call}") : Scenery.Finished("fine, thank you", ChatFinishReason.Stop));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
                yield return update;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing to let go of.
        }
    }
}
