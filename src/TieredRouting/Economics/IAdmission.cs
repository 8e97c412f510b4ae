namespace TieredRouting.Economics;

/// <summary>
/// Calls that the door let in together, or why it let none in. Each is made at most once, and never throws: errors are part of the result. What is
/// still reserved for calls that were not made is given back when this is disposed. Belongs to one attempt.
/// </summary>
internal interface IAdmission : IDisposable
{
    /// <summary>Why no call may be made, or <see langword="null"/>.</summary>
    string? Refused { get; }

    /// <summary>The endpoint that is not asked just now, where that is why; and then <see cref="Barred"/> says what bars it.</summary>
    TierEndpoint? BarredAt { get; }

    /// <summary>What bars an endpoint.</summary>
    EntryRefusal Barred { get; }

    /// <summary>Makes a call and waits for the whole answer; no longer than the token says, also for a client that ignores it.</summary>
    ValueTask<ModelCallResult> CallAsync(ModelCall call, CancellationToken cancellationToken);

    /// <summary>Makes a call and hands over its updates as they come.</summary>
    IMeteredStream Open(ModelCall call, CancellationToken cancellationToken);
}
