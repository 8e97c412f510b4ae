namespace TieredRouting.Fallback;

/// <summary>A schema that the caller brought to a contract without one of its own.</summary>
/// <param name="Validator">Holds answers to it.</param>
/// <param name="Tokens">What it adds to the prompt.</param>
internal sealed record AdoptedSchema(IAnswerValidator Validator, int Tokens);
