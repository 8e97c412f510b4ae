using BenchmarkDotNet.Running;
using TieredRouting.Benchmarks.Approvals;
using TieredRouting.Benchmarks.Audit;
using TieredRouting.Benchmarks.Endpoints;
using TieredRouting.Benchmarks.Evidence;
using TieredRouting.Benchmarks.Gates;
using TieredRouting.Benchmarks.Load;
using TieredRouting.Benchmarks.Money;
using TieredRouting.Benchmarks.Recordings;
using TieredRouting.Benchmarks.RequestPath;
using TieredRouting.Benchmarks.Scale;
using TieredRouting.Benchmarks.Signals;
using TieredRouting.Benchmarks.Streaming;

if (args is ["recordings", .. var rest])
    return await RecordingsCommand.RunAsync(rest);
if (args is ["evidence", var data, .. var evidence])
    return await EvidenceCommand.RunAsync(data, evidence is [var target] ? target : null);
if (args is ["scale", .. var scale])
    return await ScaleCommand.RunAsync(scale);
if (args is ["audit", .. var audit])
    return await AuditCommand.RunAsync(audit);
if (args is ["load", .. var load])
    return await LoadCommand.RunAsync(load);
if (args is ["approvals", .. var approvals])
    return await ApprovalsCommand.RunAsync(approvals);

var summaries = BenchmarkSwitcher.FromTypes([typeof(RequestPathBenchmarks), typeof(StreamingBenchmarks), typeof(AuditBenchmarks), typeof(LaneBenchmarks), typeof(HostileLaneBenchmarks), typeof(BudgetBenchmarks), typeof(SharedBudgetBenchmarks), typeof(LedgerBenchmarks), typeof(EndpointBenchmarks), typeof(GateBenchmarks)]).Run(args).ToList();
// A filter that matches nothing must not pass for a benchmark that ran.
if (summaries.Count == 0 && args.Contains("--filter") && !args.Contains("--list"))
    return 1;
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
