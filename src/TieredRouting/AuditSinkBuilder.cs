using TieredRouting.Configuration;
using TieredRouting.Audit;

namespace TieredRouting;

/// <summary>Names the sink at the end of <c>AuditTo</c> and <c>WriteTo</c>. Not thread-safe.</summary>
public sealed class AuditSinkBuilder
{
    private readonly TieredRoutingBuilder _routing;
    private readonly bool _required;

    internal AuditSinkBuilder(TieredRoutingBuilder routing, bool required)
    {
        _routing = routing;
        _required = required;
    }

    /// <summary>
    /// Appends records to a file, one JSON object a line, each chained to the one before, so that a change shows (<see cref="AuditChain"/>). The router is the file's
    /// only writer. Beside it stand <c>PATH.head</c>, which names the last record, and <c>PATH.lock</c>, which holds the writer's place.
    /// </summary>
    /// <remarks>A record whose write has returned is with the operating system, and so survives the end of the process, however sudden; see
    /// <see cref="JsonLinesBuilder.FlushToDisk"/> for the end of the machine.</remarks>
    /// <param name="path">The file; its folder is made if missing. <c>{instance}</c> in it stands for machine and process, where several write side by side.</param>
    /// <param name="configure">Sets a key, rolling and what else the file needs; may be <see langword="null"/>.</param>
    /// <returns>The routing builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public TieredRoutingBuilder JsonLines(string path, Action<JsonLinesBuilder>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = new JsonLinesBuilder();
        configure?.Invoke(file);
        return Own(services => file.Build(path, _required, services));
    }

    /// <summary>Writes to a sink that the router makes and ends.</summary>
    internal TieredRoutingBuilder Own(Func<IServiceProvider, IAuditSink> sink) => _routing.Add(new AuditSinkRegistration(sink, _required, Owned: true));

    /// <summary>Writes to a sink of your own. The caller keeps owning it.</summary>
    /// <param name="sink">The sink.</param>
    /// <returns>The routing builder.</returns>
    public TieredRoutingBuilder Sink(IAuditSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return _routing.Add(new AuditSinkRegistration(_ => sink, _required, Owned: false));
    }

    /// <summary>Writes to a sink that the container makes. The container keeps owning it.</summary>
    /// <param name="sink">Finds the sink.</param>
    /// <returns>The routing builder.</returns>
    public TieredRoutingBuilder Sink(Func<IServiceProvider, IAuditSink> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return _routing.Add(new AuditSinkRegistration(sink, _required, Owned: false));
    }
}
