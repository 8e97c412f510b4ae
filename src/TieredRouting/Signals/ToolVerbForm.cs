namespace TieredRouting.Signals;

/// <summary>The form a verb has in a description.</summary>
internal enum ToolVerbForm
{
    /// <summary><c>create</c>: what the tool does, or what the model is told to do.</summary>
    Base,

    /// <summary><c>creates</c>: what the tool does.</summary>
    Third,

    /// <summary><c>creating</c>.</summary>
    Gerund,
}
