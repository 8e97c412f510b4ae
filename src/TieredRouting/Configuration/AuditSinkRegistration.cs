namespace TieredRouting.Configuration;

/// <summary>A sink that was declared.</summary>
/// <param name="Create">Makes or finds it.</param>
/// <param name="Required">Whether it must succeed.</param>
/// <param name="Owned">Whether the router made it, and so disposes it.</param>
internal sealed record AuditSinkRegistration(Func<IServiceProvider, IAuditSink> Create, bool Required, bool Owned);
