namespace TieredRouting.Configuration;

/// <summary>How a value with members was written.</summary>
internal enum SectionForm : byte
{
    /// <summary>Configuration does not tell: it has names and texts alone.</summary>
    Unknown,

    Object,

    List,
}
