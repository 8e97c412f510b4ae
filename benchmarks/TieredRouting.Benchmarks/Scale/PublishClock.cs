using Microsoft.Extensions.Logging;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>Notes when the router says that a changed configuration is in force.</summary>
internal sealed class PublishClock : ILoggerFactory, ILogger
{
    private const int Reloaded = 10;
    private const int ReloadFailed = 11;

    public ScaleStamp PublishedAt { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == ReloadFailed)
            throw new InvalidOperationException(formatter(state, exception));
        if (eventId.Id == Reloaded)
            PublishedAt = ScaleStamp.Now;
    }

    public void Dispose()
    {
    }
}
