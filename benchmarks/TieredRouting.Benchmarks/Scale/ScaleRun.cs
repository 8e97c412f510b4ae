using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;
using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>Measures one row.</summary>
internal sealed class ScaleRun(ScaleCase row, string path) : IDisposable
{
    private const double Megabyte = 1024 * 1024;
    private const int Changes = 9;
    private const int Decisions = 1_000_000;

    private readonly PublishClock _clock = new();
    private readonly TimedJsonSource _file = new() { Path = Path.GetFileName(path), FileProvider = null, Optional = true };
    private readonly OverlaySource _overlay = new();
    private ServiceProvider? _services;

    public static async Task<int> RunAsync(ScaleCase row, string path)
    {
        using var run = new ScaleRun(row, path);
        ScaleReport.Print(Console.Out, row, await run.MeasureAsync());
        return 0;
    }

    public void Dispose()
    {
        _services?.Dispose();
        _clock.Dispose();
    }

    private async Task<ScaleResult> MeasureAsync()
    {
        var empty = Heap();
        var (configuration, reads) = Timed(Configuration);
        var host = Heap();
        var (_, start) = Timed(() => _services = Started(configuration));
        using var process = Process.GetCurrentProcess();
        var (peak, added, working) = (process.PeakWorkingSet64, Heap() - host, WorkingSet());
        var follows = row.Source == ScaleCase.Configuration;
        return new ScaleResult
        {
            HostReads = reads,
            Start = start,
            HostHeap = (host - empty) / Megabyte,
            HeapAdded = added / Megabyte,
            WorkingSet = working / Megabyte,
            Peak = peak / Megabyte,
            FileChange = follows ? Median(number => ChangeFile(configuration, number)) : default,
            OverlayChange = row.Source == ScaleCase.File ? default : Median(ChangeOverlay),
            DecideMicroseconds = await DecideAsync(),
        };
    }

    private IConfigurationRoot Configuration()
    {
        var builder = new ConfigurationBuilder().SetBasePath(Path.GetDirectoryName(path)!);
        if (row.Source == ScaleCase.Configuration)
            builder.Add(_file);
        return builder.Add(_overlay).Build();
    }

    private ServiceProvider Started(IConfigurationRoot configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton<IChatClient>(new ScriptedChatClient()).AddSingleton<ILoggerFactory>(_clock);
        services.AddTieredRouting(Declare);
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        _ = provider.GetRequiredService<IRoutePlanner>();
        return provider;
    }

    private void Declare(TieredRoutingBuilder routing)
    {
        if (row.Source == ScaleCase.Code)
            DeclareAll(routing);
        if (row.Source == ScaleCase.File)
            routing.MakeOtherClientsWith((_, _) => new ScriptedChatClient()).Read(SectionFile.Read(path, "TieredRouting", new ConfigurationErrors()), Path.GetDirectoryName(path)!);
        else
            routing.BindConfiguration("TieredRouting");
    }

    private void DeclareAll(TieredRoutingBuilder routing)
    {
        ScaleSection.DeclareTiers(routing);
        for (var number = 0; number < row.Contracts; number++)
            ScaleSection.Declare(routing, number, row.SameSchema);
    }

    /// <summary>Writes the file with another start of one contract and has the host read it.</summary>
    private ScaleChange ChangeFile(IConfigurationRoot configuration, int number)
    {
        Write(number % 2 == 0 ? "mini" : "full");
        var before = ScaleStamp.Now;
        configuration.Reload();
        var after = ScaleStamp.Now;
        return new ScaleChange(_file.ReadAt - before, _clock.PublishedAt - _file.ReadAt, after - _clock.PublishedAt, Allocated: 0);
    }

    private ScaleChange ChangeOverlay(int number)
    {
        if (number == 0)
            _overlay.Change("TieredRouting:version", "1");
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var before = ScaleStamp.Now;
        _overlay.Change($"TieredRouting:contracts:{Changed}:startTier", number % 2 == 0 ? "mini" : "full");
        return new ScaleChange(default, _clock.PublishedAt - before, default, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / Megabyte);
    }

    private async Task<double> DecideAsync()
    {
        var planner = _services!.GetRequiredService<IRoutePlanner>();
        var options = new ChatOptions().WithContract(Changed);
        List<ChatMessage> messages = [new(ChatRole.User, "Please extract the reference and the amount of the order below.")];
        await DecideAsync(planner, messages, options);
        // What the changes left behind is not the decisions' to clear away.
        _ = Heap();
        var before = ScaleStamp.Now;
        await DecideAsync(planner, messages, options);
        return (ScaleStamp.Now - before).Processor * 1_000 / Decisions;
    }

    private static async Task DecideAsync(IRoutePlanner planner, List<ChatMessage> messages, ChatOptions options)
    {
        for (var i = 0; i < Decisions; i++)
            await planner.PlanAsync(messages, options);
    }

    private string Changed => ScaleSection.NameOf(row.Contracts / 2);

    private void Write(string start) => File.WriteAllBytes(path, ScaleSection.Write(row.Contracts, row.SameSchema, start));

    private static ScaleChange Median(Func<int, ScaleChange> change) => ScaleChange.Median([.. Enumerable.Range(0, Changes).Select(change)]);

    private static (T Value, ScaleSpan Span) Timed<T>(Func<T> action)
    {
        var before = ScaleStamp.Now;
        var value = action();
        return (value, ScaleStamp.Now - before);
    }

    private static double Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private static double WorkingSet() => Environment.WorkingSet;
}
