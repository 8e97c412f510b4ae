using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Audit;
using TieredRouting.Configuration;

namespace TieredRouting;

/// <summary>Says how a chained audit file is written. Not thread-safe.</summary>
public sealed class JsonLinesBuilder
{
    private JsonLinesOptions _options = new();
    private Func<IServiceProvider, Func<AuditKey?>>? _key;

    internal JsonLinesBuilder()
    {
    }

    /// <summary>Hashes the chain under a key: without it nobody can write a record that belongs to the chain.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same builder.</returns>
    public JsonLinesBuilder WithKey(AuditKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithKey(_ => key);
    }

    /// <summary>
    /// Hashes the chain under the key that is in force. When another one is given, the chain goes on under that one, and an event in it says so; a chain that has a
    /// key never goes on without one.
    /// </summary>
    /// <param name="key">Gives the key; asked before each commit, so it should give the same object until the key changes, and not wait.</param>
    /// <returns>The same builder.</returns>
    public JsonLinesBuilder WithKey(Func<IServiceProvider, AuditKey> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = services => () => key(services) ?? throw new InvalidOperationException("The audit's key is missing: WithKey gave none.");
        return this;
    }

    /// <summary>Hashes the chain under a key of the host's configuration, read again whenever it changes; see <see cref="AuditKey(string)"/>.</summary>
    /// <param name="configurationPath">The setting that holds the key, such as <c>Audit:Key</c>; keep it in a secret store or an environment variable.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="configurationPath"/> is empty.</exception>
    public JsonLinesBuilder WithKeyFrom(string configurationPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configurationPath);
        _key = services => new ConfiguredKey(services.GetRequiredService<IConfiguration>(), configurationPath).Read;
        return this;
    }

    /// <summary>Rolls the file once it is as long as this: it is renamed to <c>NAME.000001.EXT</c> and so on, and the chain goes on in a new one.</summary>
    /// <param name="bytes">The length in bytes; a file may go over it by one commit.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    public JsonLinesBuilder RollAt(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return Set(_options with { RollAt = bytes });
    }

    /// <summary>Rolls the file with the first record of each day, in UTC.</summary>
    /// <returns>The same builder.</returns>
    public JsonLinesBuilder RollDaily() => Set(_options with { RollDaily = true });

    /// <summary>Keeps only the newest rolled files. Each deletion is an event in the chain first, so that it can still be verified.</summary>
    /// <param name="files">How many rolled files are kept, besides the one that is written; without this, all are.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="files"/> is negative.</exception>
    public JsonLinesBuilder Keep(int files)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(files);
        return Set(_options with { Keep = files });
    }

    /// <summary>
    /// Waits until each commit is on the device, so that records survive the end of the machine and not only of the process. It costs each answer the time of one or
    /// two flushes, often milliseconds; what waits meanwhile shares the next.
    /// </summary>
    /// <returns>The same builder.</returns>
    public JsonLinesBuilder FlushToDisk() => Set(_options with { FlushToDisk = true });

    /// <summary>Limits how many records may wait to be written; one more is a failure at once. The default is 10,000.</summary>
    /// <param name="records">How many.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="records"/> is not positive.</exception>
    public JsonLinesBuilder AtMostWaiting(int records)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(records);
        return Set(_options with { MostWaiting = records });
    }

    internal IAuditSink Build(string path, bool isRequired, IServiceProvider services)
    {
        // What need not succeed never holds a caller's thread.
        var options = _options with { Key = _key?.Invoke(services) ?? _options.Key, Patience = isRequired && !_options.FlushToDisk ? _options.Patience : TimeSpan.Zero };
        // A key that is missing or too short is known now, and not with the first answer.
        options.Key();
        return new JsonLinesAuditSink(path, options, services.Clock(), services.RoutingLogger(), services.GetService<IMeterFactory>());
    }

    private JsonLinesBuilder Set(JsonLinesOptions options)
    {
        _options = options;
        return this;
    }
}
