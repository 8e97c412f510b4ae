using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>A real file, which the host watches and somebody edits.</summary>
public sealed class WatchedFileSpecs : IDisposable
{
    private const int Reloaded = 10;
    private const int ReloadFailed = 11;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiered-routing-");
    private readonly Announcements _announcements = new();
    private readonly ServiceProvider _services;

    public WatchedFileSpecs()
    {
        Replace(Starting("nano"));
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(source =>
            {
                (source.Path, source.ReloadOnChange, source.OnLoadException) = (File, true, context => context.Ignore = true);
                source.ResolveFileProvider();
            })
            .Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(logging => logging.AddProvider(_announcements)).AddSingleton<IChatClient>(new ScriptedChatClient());
        services.AddTieredRouting(routing => routing.BindConfiguration("TieredRouting"));
        _services = services.BuildServiceProvider();
        _services.GetRequiredService<IStartupValidator>().Validate();
    }

    private string File => Path.Combine(_folder.FullName, "routing.json");

    [Fact]
    public async Task A_good_edit_of_a_watched_file_is_in_force_for_the_next_request()
    {
        (await TierOfNextRequest()).Should().Be("nano");

        Replace(Starting("full"));
        await _announcements.Next(Reloaded);

        (await TierOfNextRequest()).Should().Be("full");
    }

    [Fact]
    public async Task A_half_written_file_leaves_the_last_good_one_in_force_until_it_is_whole()
    {
        await System.IO.File.WriteAllTextAsync(File, Starting("full")[..200], TestContext.Current.CancellationToken);
        await _announcements.Next(ReloadFailed);
        (await TierOfNextRequest()).Should().Be("nano");

        await System.IO.File.WriteAllTextAsync(File, Starting("full"), TestContext.Current.CancellationToken);
        await _announcements.Next(Reloaded);
        (await TierOfNextRequest()).Should().Be("full");
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string?> TierOfNextRequest() =>
        (await _services.GetRequiredService<IRoutePlanner>().PlanAsync("hello", new ChatOptions().WithContract("work"))).Tier;

    /// <summary>As a careful editor does: the file is never there in part.</summary>
    private void Replace(string json)
    {
        System.IO.File.WriteAllText($"{File}.new", json);
        System.IO.File.Move($"{File}.new", File, overwrite: true);
    }

    private static string Starting(string tier) => $$"""
        { "TieredRouting": { "version": 1, "ladder": [ "nano", "full" ],
            "tiers": { "nano": { "endpoints": { "nano-a": { "client": { "kind": "model", "model": "small" } } } },
                       "full": { "endpoints": { "full-a": { "client": { "kind": "model", "model": "large" } } } } },
            "contracts": { "work": { "intent": "classify", "startTier": "{{tier}}" } } } }
        """;

    /// <summary>Lets a test wait for what the router logs.</summary>
    private sealed class Announcements : ILoggerProvider, ILogger
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly ConcurrentDictionary<int, TaskCompletionSource> _waiting = new();

        /// <summary>The first message with an id, from the start on.</summary>
        public Task Next(int id) => Waiting(id).Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Waiting(eventId.Id).TrySetResult();

        private TaskCompletionSource Waiting(int id) => _waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
