using Microsoft.Extensions.Logging;

namespace TieredRouting.Cli;

/// <summary>Says warnings of the router on the terminal.</summary>
internal sealed class WarningLoggers(string fileName, Terminal terminal) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            terminal.Warn($"{fileName}: {formatter(state, exception)}");
    }

    public void Dispose()
    {
    }
}
