using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>A schema that the caller brought to a contract without one of its own.</summary>
/// <param name="Validator">Holds answers to it.</param>
/// <param name="Tokens">What it adds to the prompt.</param>
/// <param name="Format">The format to ask for in place of the caller's, where the contract wraps it; <see langword="null"/> where it does not.</param>
internal sealed record AdoptedSchema(IAnswerValidator Validator, int Tokens, ChatResponseFormat? Format = null);
