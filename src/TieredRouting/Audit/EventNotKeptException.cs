namespace TieredRouting.Audit;

/// <summary>A sink has no place for events. It says so, so that nobody takes the event for kept.</summary>
internal sealed class EventNotKeptException() : NotSupportedException("The sink keeps no events: it has no WriteEventAsync.");
