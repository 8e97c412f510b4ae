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

    /// <summary>Appends records to a file, one JSON object a line. The router is the file's only writer.</summary>
    /// <param name="path">The file; its folder is made if missing.</param>
    /// <returns>The routing builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public TieredRoutingBuilder JsonLines(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return _routing.Add(new AuditSinkRegistration(_ => new JsonLinesAuditSink(path), _required, Owned: true));
    }

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
