namespace TieredRouting.Validation;

/// <summary>What a keyword holds, as far as a walk must know.</summary>
internal enum SchemaKeywordShape
{
    /// <summary>No schema.</summary>
    Value,

    /// <summary>One schema.</summary>
    Schema,

    /// <summary>An array of schemas.</summary>
    List,

    /// <summary>Schemas by name.</summary>
    Map,
}
