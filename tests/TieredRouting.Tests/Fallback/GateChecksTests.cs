using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Fallback;

public sealed class GateChecksTests
{
    [Fact]
    public async Task The_words_of_an_answer_are_given_back_when_all_gates_were_asked()
    {
        var text = string.Concat(Enumerable.Repeat("it is fine ", 5_000));
        await using var router = (TieredRoutingChatClient)new ChatClientBuilder(new ScriptedChatClient()).UseTieredRouting(routing => routing
            .AddTier("nano", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseClient(new ScriptedChatClient().AlwaysAnswers(text))))
            .AddContract("lead", contract => contract.ForIntent(TaskIntent.Draft).WithGates(GateNames.PriceCommitment, GateNames.RegulatedLanguage))).Build();
        await AskAsync(times: 5);

        var before = GC.GetAllocatedBytesForCurrentThread();
        await AskAsync(times: 10);

        // A list of 15,000 words for each answer would take 180,000 bytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10 * 90_000);

        async Task AskAsync(int times)
        {
            for (var i = 0; i < times; i++)
                await router.GetResponseAsync("Is it?", new ChatOptions().WithContract("lead"));
        }
    }
}
