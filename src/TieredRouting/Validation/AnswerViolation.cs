namespace TieredRouting;

/// <summary>One way in which an answer breaks its contract. It names the place and the rule and never holds the answer's own values.</summary>
/// <param name="Path">Where in the answer, as a JSON pointer (RFC 6901); empty for the whole answer.</param>
/// <param name="Rule">Which rule was broken, in a few words a model can act on, such as <c>required property "company" is missing</c>.</param>
public sealed record AnswerViolation(string Path, string Rule);
