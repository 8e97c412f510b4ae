namespace TieredRouting.Redaction;

/// <summary>Where a text of a prompt stands: what surrounds it helps to understand it.</summary>
internal enum TextPlace
{
    /// <summary>By itself.</summary>
    Text,

    /// <summary>The name of a value.</summary>
    Name,

    /// <summary>A value, after its name where it has one.</summary>
    Value,
}
