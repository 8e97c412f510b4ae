namespace TieredRouting.Configuration;

/// <summary>Where something stands in the section. It becomes a text only where an error needs one: a section of thousands of contracts has a hundred thousand places.</summary>
internal sealed class SectionPath
{
    private readonly SectionPath? _parent;
    private readonly string _name;

    private SectionPath(SectionPath? parent, string name) => (_parent, _name) = (parent, name);

    /// <summary>The section itself.</summary>
    public static SectionPath Root { get; } = new(parent: null, string.Empty);

    public SectionPath Then(string name) => new(this, name);

    /// <summary>The names from the section on, with points between them.</summary>
    public override string ToString() => _parent is null or { _parent: null } ? _name : $"{_parent}.{_name}";
}
