using System.Text;
using LeadTriage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TieredRouting;

Console.OutputEncoding = Encoding.UTF8;
var printer = new Printer(Console.Out);
var models = Models.FromEnvironment();
var audit = Path.Combine(AppContext.BaseDirectory, "audit", "lead-triage.jsonl");

// 1. A provider's client, the ladder of its models, the contracts of this desk, and where the proof goes.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddChatClient(models.Client);
builder.Services.AddTieredRouting(routing => routing
    .AddTier("nano", tier => tier.UseModel(models.Nano).PricedAt(input: 0.20m, output: 1.25m))
    .AddTier("mini", tier => tier.UseModel(models.Mini).PricedAt(input: 0.75m, output: 4.50m))
    .AddTier("full", DescribeFull)
    .AddLeadContracts()
    .AuditTo.JsonLines(audit));
builder.Services.AddSingleton<LeadDesk>();

// 2. Starting the host checks all of that, and would name every error at once.
using var host = builder.Build();
await host.StartAsync();

// 3. Each message takes its way.
printer.Title(models);
var desk = host.Services.GetRequiredService<LeadDesk>();
var steps = new List<Step>();
foreach (var lead in Leads.All)
{
    var taken = await desk.TriageAsync(lead);
    printer.Message(lead, taken);
    steps.AddRange(taken);
}

// 4. What it came to, beside the same requests with the largest model for everything.
var allOnFull = await AllOnFull.RunAsync(models.Client, DescribeFull, steps);
printer.Totals(new Totals(steps), new Totals(allOnFull));
printer.Audit(audit);
await host.StopAsync();

void DescribeFull(TierBuilder tier) => tier.UseModel(models.Full).PricedAt(input: 2.50m, output: 15.00m);
