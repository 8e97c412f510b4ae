namespace TieredRouting.Endpoints;

/// <summary>A call's leave to go to an endpoint. Given back once, when the call has ended or is not made after all.</summary>
/// <param name="state">The endpoint's state.</param>
/// <param name="use">What the call takes of the endpoint's limits, or <see langword="null"/> where it has none.</param>
/// <param name="entry">The call.</param>
/// <param name="probe">Whether the call shows whether the endpoint is back.</param>
internal sealed class EndpointPermit(EndpointState state, EndpointUse? use, EndpointEntry entry, bool probe)
{
    /// <summary>Whether the call shows whether the endpoint is back.</summary>
    public bool IsProbe => probe;

    /// <summary>The call has ended.</summary>
    /// <param name="used">The tokens it used; <see langword="null"/> where nobody knows, and then its worst case counts.</param>
    public void Release(long? used) => use?.Leave(entry, used ?? entry.Tokens);

    /// <summary>The call is not made.</summary>
    public void Cancel()
    {
        use?.Forget(entry);
        if (probe)
            state.Circuit.GiveBackProbe();
    }
}
