using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting;
using TieredRouting.ApprovalChild;
using TieredRouting.Testing;

// Holds, approves or releases one piece of work, or asks for an escalation and makes it, and stands still at a step of the store's, to be killed there.
// Arguments: a folder, what to do (hold, approve, release, ask, escalate), the id or a dash, and the step or nothing.
var (folder, act, id, stopAt) = (args[0], args[1], args[2], args.ElementAtOrDefault(3));

var collection = new ServiceCollection();
collection.AddTieredRouting(routing => routing
    .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("Dear Acme")).PricedAt(1, 2))
    .AddTier("full", tier => tier.UseClient(new ScriptedChatClient().Answers(GoUp)).PricedAt(10, 20))
    .AddContract("dear", contract => contract.ForIntent(TaskIntent.Extract).WithSchema("""{"type":"object"}""").WithEscalationApproval(tier: "full"))
    .AddContract("work", contract => contract.ForIntent(TaskIntent.Draft).WithApproval(ApprovalMode.Always))
    .HashIdsWith(new AuditKey("a key of at least sixteen bytes"))
    .AuditTo.JsonLines(Path.Combine(folder, "audit-{instance}.jsonl")));
collection.AddTieredRoutingSqlite(Path.Combine(folder, "inbox.db"));
var store = collection.Last(service => service.ServiceType == typeof(IApprovalStore)).ImplementationFactory!;
collection.AddSingleton<IApprovalStore>(provider => new StoppingStore((IApprovalStore)store(provider), stopAt));
await using var services = collection.BuildServiceProvider();
var approvals = services.GetRequiredService<IApprovals>();

if (act == "race")
{
    // Both are up and running before either begins.
    Console.WriteLine("ready");
    Console.ReadLine();
    act = "approve";
}

Console.WriteLine(act switch
{
    "hold" => (await services.GetRequiredService<IChatClient>().ForContract("work").GetResponseAsync("hello")).GetApproval()!.Id,
    "ask" => (await Dear(new ChatOptions())).GetApproval()!.Id,
    "escalate" => await Escalate(),
    "approve" => (await approvals.ApproveAsync(id, $"person-{Environment.ProcessId}")).Kind.ToString(),
    _ => (await approvals.ReleaseAsync(id)).Kind.ToString(),
});

async Task<ChatResponse> Dear(ChatOptions options) => await services.GetRequiredService<IChatClient>().ForContract("dear").GetResponseAsync("hello", options);

async Task<string> Escalate()
{
    try
    {
        return (await Dear(new ChatOptions().WithApprovedEscalation(id))).Text;
    }
    catch (RouteFailedClosedException refused)
    {
        return refused.Message;
    }
}

// What was asked of the dear tier stays where a killed process cannot take it along.
async Task<ChatResponse> GoUp(ScriptedCall call, CancellationToken cancelled)
{
    await File.AppendAllTextAsync(Path.Combine(folder, "asked.txt"), "once\n", cancelled);
    return new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}"));
}
