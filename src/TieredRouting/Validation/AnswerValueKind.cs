namespace TieredRouting.Validation;

/// <summary>What a value of an answer was read as.</summary>
internal enum AnswerValueKind
{
    /// <summary>JSON null.</summary>
    Null,

    /// <summary>True or false, also as yes or no.</summary>
    Boolean,

    /// <summary>A number, with a unit or without.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Whatever is none of these.</summary>
    Text,
}
