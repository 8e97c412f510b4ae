using BenchmarkDotNet.Running;
using TieredRouting.Benchmarks.Recordings;
using TieredRouting.Benchmarks.RequestPath;

if (args is ["recordings", .. var rest])
    return await RecordingsCommand.RunAsync(rest);

var summaries = BenchmarkSwitcher.FromTypes([typeof(RequestPathBenchmarks)]).Run(args);
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
