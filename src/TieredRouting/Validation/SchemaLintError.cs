namespace TieredRouting.Validation;

/// <summary>One keyword of a schema that the validator would ignore or get wrong.</summary>
/// <param name="Pointer">The schema that holds the keyword, as a JSON pointer followed by the keyword; empty for the root.</param>
/// <param name="Keyword">The keyword, empty where the schema itself is at fault.</param>
/// <param name="Reason">Why it is refused, in words its author can act on.</param>
internal sealed record SchemaLintError(string Pointer, string Keyword, string Reason)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "#" : "#" + Pointer)}: {Reason}";
}
