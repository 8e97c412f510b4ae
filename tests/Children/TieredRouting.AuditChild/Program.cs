using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting;
using TieredRouting.AuditChild;
using TieredRouting.Testing;

// Routes requests at full speed until it is killed, and writes the route of every answer that was released.
// Arguments: the audit file (a database where it ends in .db), the bytes at which it is rolled, and a key or nothing.
const int Callers = 32;
var (path, rollAt, secret) = (args[0], long.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), args.ElementAtOrDefault(2));

var collection = new ServiceCollection();
collection.AddTieredRouting(routing => routing
    .AddTier("nano", tier => tier.UseClient(new ScriptedChatClient().AlwaysAnswers("hello")).PricedAt(1, 2))
    .AddContract("work", contract => contract.ForIntent(TaskIntent.Classify))
    .AddAudit(path, rollAt, secret is null ? null : new AuditKey(secret)));
await using var services = collection.BuildServiceProvider();
var chat = services.GetRequiredService<IChatClient>().ForContract("work");

using var output = Console.OpenStandardOutput();
var reporting = new Lock();
await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
{
    while (true)
    {
        var answer = await chat.GetResponseAsync("hello");
        var line = System.Text.Encoding.ASCII.GetBytes(answer.GetRoute()!.Id + "\n");
        lock (reporting)
            output.Write(line);
    }
})));
