namespace TieredRouting.Validation;

/// <summary>Why two answers disagree.</summary>
internal enum Parting
{
    /// <summary>They agree.</summary>
    None,

    /// <summary>One of them is not JSON, though a part of it was asked for.</summary>
    Unreadable,

    /// <summary>One of them does not have the part that was asked for.</summary>
    Missing,

    /// <summary>Their values differ.</summary>
    Value,
}
