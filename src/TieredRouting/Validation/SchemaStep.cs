namespace TieredRouting.Validation;

/// <summary>A schema that applies another one to the same value.</summary>
/// <param name="Pointer">The schema that applies.</param>
/// <param name="Target">The schema that is applied.</param>
internal readonly record struct SchemaStep(string Pointer, string Target);
