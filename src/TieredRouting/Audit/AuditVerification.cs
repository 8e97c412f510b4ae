namespace TieredRouting;

/// <summary>What came of verifying an audit. Immutable.</summary>
public sealed record AuditVerification
{
    /// <summary>How many records followed each other without a flaw, up to the first one that does not; the events of the chain itself are not counted.</summary>
    public long Records { get; internal init; }

    /// <summary>How many events of the chain itself are on record: a changed key, a line torn by a crash, a file that was rolled, or deleted as retention wants it.</summary>
    public long Events { get; internal init; }

    /// <summary>How many records stand before the first key, though a key was given: whoever could write the file then could have written them.</summary>
    public long Unkeyed { get; internal init; }

    /// <summary>The bytes of a last line that was torn, as a crash leaves it; 0 where there is none. It was never acknowledged, and so is no flaw.</summary>
    public long TornBytes { get; internal init; }

    /// <summary>What is wrong; <see langword="null"/> where the chain is whole.</summary>
    public string? Flaw { get; internal init; }

    /// <summary>The file that the flaw is in, or <see langword="null"/>.</summary>
    public string? File { get; internal init; }

    /// <summary>The line that the flaw was found at, from 1; <see langword="null"/> where it has no line, such as a missing head.</summary>
    public long? Line { get; internal init; }

    /// <summary>Whether no record was changed, removed, inserted or moved, and none was cut off the end.</summary>
    public bool IsWhole => Flaw is null;

    /// <inheritdoc />
    public override string ToString() => (Flaw, Line) switch
    {
        (null, _) => FormattableString.Invariant($"{Records} records, the chain is whole"),
        (_, null) => $"{File}: {Flaw}",
        _ => FormattableString.Invariant($"{File}, line {Line}: {Flaw}"),
    };
}
