namespace TieredRouting.Validation;

/// <summary>
/// What a schema says that can be told of a value while it is still being written: types, names, words and counts. What alternatives stand beside says nothing here. It never
/// says more than the schema does, and often less.
/// </summary>
internal sealed class SchemaShape
{
    public static readonly SchemaShape Anything = new();

    /// <summary>The allowed types, as JSON Schema names them; <see langword="null"/> for all.</summary>
    public HashSet<string>? Types { get; set; }

    public Dictionary<string, SchemaShape> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether other members than these are allowed.</summary>
    public bool Open { get; set; } = true;

    public SchemaShape Others { get => field ?? Anything; set; }

    public List<string> Required { get; } = [];

    public SchemaShape Items { get => field ?? Anything; set; }

    public long MaxItems { get; set; } = long.MaxValue;

    /// <summary>The allowed texts, where only texts are; <see langword="null"/> for all.</summary>
    public HashSet<string>? Words { get; set; }

    public bool Allows(string type) => Types is null || Types.Contains(type);

    /// <summary>Whether a number may be here.</summary>
    public bool AllowsNumbers => Allows("number") || Allows("integer");

    /// <summary>The shape of an answer in an envelope that asks for confidence; <see langword="null"/> where the schema itself might have an answer of that name.</summary>
    public SchemaShape? Enveloped()
    {
        if (Open || Members.ContainsKey(ConfidenceEnvelope.Answer))
            return null;
        var envelope = new SchemaShape { Types = ["object"] };
        envelope.Members[ConfidenceEnvelope.Answer] = this;
        return envelope;
    }
}
