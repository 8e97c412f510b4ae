namespace TieredRouting;

/// <summary>A measured fact about a request, with evidence, or the news that it is unavailable. A signal never chooses. Immutable.</summary>
public sealed class Signal
{
    private Signal(string name, object? value, IReadOnlyDictionary<string, object>? parts, IReadOnlyList<SignalEvidence> evidence, string? why)
    {
        Name = name;
        Value = value;
        Parts = parts;
        Evidence = evidence;
        Why = why;
    }

    /// <summary>The signal's name, such as <c>length</c>.</summary>
    public string Name { get; }

    /// <summary>The value: a string, a number or a Boolean; <see langword="null"/> when unavailable, or when all there is to say is in <see cref="Parts"/>.</summary>
    public object? Value { get; }

    /// <summary>The named parts of a value that has several, or what is known of one that is unavailable as a whole; otherwise <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, object>? Parts { get; }

    /// <summary>Where it was seen; empty for signals that have no place.</summary>
    public IReadOnlyList<SignalEvidence> Evidence { get; }

    /// <summary>Whether there is a value. An unavailable signal never lowers a requirement.</summary>
    public bool IsAvailable => Why is null;

    /// <summary>Why there is no value; <see langword="null"/> when there is one.</summary>
    public string? Why { get; }

    /// <summary>
    /// What records say of it, where many requests share it: nothing until a record first had it. <see langword="null"/> where it is one request's own, which is written anew.
    /// </summary>
    internal byte[]? Written { get; set; }

    /// <summary>The value, or the named part of it, as a number; <see langword="null"/> when it is none.</summary>
    /// <param name="part">The part's name, or <see langword="null"/> for the value itself.</param>
    /// <returns>The number.</returns>
    public decimal? Number(string? part = null) => Find(part) switch
    {
        int number => number,
        long number => number,
        decimal number => number,
        // A double may be beyond a decimal; a signal must not throw for that.
        double number when Math.Abs(number) < 7.9e28 => (decimal)number,
        double number when !double.IsNaN(number) => number > 0 ? decimal.MaxValue : decimal.MinValue,
        _ => null,
    };

    /// <summary>The value, or the named part of it, as text; <see langword="null"/> when it is none.</summary>
    /// <param name="part">The part's name, or <see langword="null"/> for the value itself.</param>
    /// <returns>The text.</returns>
    public string? Text(string? part = null) => Find(part) as string;

    /// <summary>The value, or the named part of it, as a Boolean; <see langword="null"/> when it is none.</summary>
    /// <param name="part">The part's name, or <see langword="null"/> for the value itself.</param>
    /// <returns>The Boolean.</returns>
    public bool? Flag(string? part = null) => Find(part) as bool?;

    /// <summary>A signal with one value.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="value">A string, a Boolean, an <see cref="int"/>, a <see cref="long"/>, a <see cref="double"/> or a <see cref="decimal"/>.</param>
    /// <param name="evidence">Where it was seen, if it has a place.</param>
    /// <returns>The signal.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is of another type, or <paramref name="name"/> is empty.</exception>
    public static Signal Of(string name, object value, IReadOnlyList<SignalEvidence>? evidence = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new Signal(name, Checked(value), parts: null, evidence ?? [], why: null);
    }

    /// <summary>A signal whose value has named parts.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="parts">The parts: values as <see cref="Of"/> takes them, by name.</param>
    /// <param name="value">The value that sums the parts up, if there is one.</param>
    /// <param name="evidence">Where it was seen, if it has a place.</param>
    /// <returns>The signal.</returns>
    /// <exception cref="ArgumentException">A part or the value is of another type, or <paramref name="name"/> is empty.</exception>
    public static Signal OfParts(
        string name,
        IReadOnlyDictionary<string, object> parts,
        object? value = null,
        IReadOnlyList<SignalEvidence>? evidence = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(parts);
        foreach (var part in parts.Values)
            Checked(part);
        if (value is not null)
            Checked(value);
        return new Signal(name, value, parts, evidence ?? [], why: null);
    }

    /// <summary>Makes it one that many requests share, so that it is put into JSON once. Nothing that it holds may change.</summary>
    internal Signal Shared()
    {
        Written ??= [];
        return this;
    }

    /// <summary>A measured fact whose parts are known to be text, numbers or Booleans.</summary>
    internal static Signal OfKnownParts(string name, IReadOnlyDictionary<string, object> parts, object value) =>
        new(name, value, parts, [], why: null);

    /// <summary>A measured fact whose value is that there is none.</summary>
    internal static Signal OfNothing(string name) => new(name, value: null, parts: null, [], why: null);

    /// <summary>A fact that could not be measured whole; the parts say what is known of it all the same.</summary>
    internal static Signal UnavailableBut(string name, string why, IReadOnlyDictionary<string, object> parts) =>
        new(name, value: null, parts, [], why);

    /// <summary>A fact as it was recorded, with whatever is known of it.</summary>
    internal static Signal Recorded(string name, object? value, IReadOnlyDictionary<string, object>? parts, IReadOnlyList<SignalEvidence> evidence, string? why) =>
        new(name, value, parts, evidence, why);

    /// <summary>A signal that could not be measured.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="why">Why not, without any text of the request.</param>
    /// <returns>The signal.</returns>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static Signal Unavailable(string name, string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new Signal(name, value: null, parts: null, [], why);
    }

    /// <inheritdoc />
    public override string ToString() => IsAvailable
        ? Parts is null ? $"{Name}: {Value}" : $"{Name}: {string.Join(", ", Parts.Select(part => $"{part.Key} {part.Value}"))}"
        : $"{Name}: unavailable ({Why})";

    private object? Find(string? part) => part is null ? Value : Parts?.GetValueOrDefault(part);

    private static object Checked(object value) => value is string or bool or int or long or double or decimal
        ? value
        : throw new ArgumentException($"A signal's value is text, a number or a Boolean, not {value?.GetType().Name ?? "null"}.", nameof(value));
}
