namespace TieredRouting.Signals;

/// <summary>What a word of a tool's name or description says the tool does.</summary>
internal enum ToolVerb
{
    /// <summary>It is no verb, or none that is known.</summary>
    None,

    /// <summary>It reads, and is hardly ever a noun: <c>get</c>.</summary>
    Reads,

    /// <summary>It reads, and may be a noun as well: <c>search</c>.</summary>
    Looks,

    /// <summary>It runs something else, which says what is done: <c>execute</c>.</summary>
    Runs,

    /// <summary>It changes something, or is a noun: <c>post</c>.</summary>
    Acts,

    /// <summary>It changes something: <c>create</c>.</summary>
    Writes,

    /// <summary>It removes something: <c>delete</c>.</summary>
    Destroys,
}
