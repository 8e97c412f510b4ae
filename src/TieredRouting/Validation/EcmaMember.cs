namespace TieredRouting.Validation;

/// <summary>What an escape stands for.</summary>
internal enum EcmaMember
{
    /// <summary>One character.</summary>
    Character,

    /// <summary>A set within the first plane, such as <c>\d</c>.</summary>
    Set,

    /// <summary>All but a set, such as <c>\D</c>: every character beyond the first plane belongs to it.</summary>
    Complement,
}
