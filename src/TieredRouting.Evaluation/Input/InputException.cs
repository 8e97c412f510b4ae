namespace TieredRouting.Evaluation;

/// <summary>What was given cannot be used. Each error is one line that names its place, such as <c>recordings.jsonl(7): has no 'id'</c>.</summary>
/// <param name="errors">The errors; at least one.</param>
public sealed class InputException(params IReadOnlyList<string> errors) : Exception(string.Join("; ", errors))
{
    /// <summary>The errors, one line each, in the order of their places. Never any text of a request or an answer.</summary>
    public IReadOnlyList<string> Errors => errors;
}
