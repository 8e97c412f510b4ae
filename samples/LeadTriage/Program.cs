using System.Text;
using LeadTriage;
using LeadTriage.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

Console.OutputEncoding = Encoding.UTF8;

// What was held before waits for a person: that is a command of its own.
if (args is ["inbox", .. var act])
    return await InboxCommand.RunAsync(act);

var printer = new Printer(Console.Out);
var (models, state) = (Models.FromEnvironment(), LeadState.FromEnvironment());
var audit = Path.Combine(AppContext.BaseDirectory, "audit", "lead-triage.jsonl");

// 1. The set-up, on one screen: LeadRouting.cs.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddLeadRouting(models, state, audit);
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
var allOnFull = await AllOnFull.RunAsync(models.Client, tier => LeadRouting.DescribeFull(tier, models), steps);
printer.Totals(new Totals(steps), new Totals(allOnFull));
printer.Audit(audit);
printer.Inbox(state.Inbox);
await host.StopAsync();
return 0;
