using System.Globalization;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>One value of the routing section, wherever it was written: a text, an object or a list. Immutable.</summary>
/// <param name="text">What stands there, where it is a single value.</param>
/// <param name="members">The members of an object, or the items of a list under their places.</param>
/// <param name="form">How it was written, where that is known.</param>
internal class SectionNode(string? text, IReadOnlyList<KeyValuePair<string, SectionNode>> members, SectionForm form = SectionForm.Unknown)
{
    /// <summary>Nothing at all: not there, or null.</summary>
    public static SectionNode Nothing { get; } = new(text: null, []);

    public string? Text => text;

    public IReadOnlyList<KeyValuePair<string, SectionNode>> Members => members;

    public SectionForm Form => form;

    /// <summary>The JSON document that stands there, where one may; else <see langword="null"/>.</summary>
    public virtual JsonElement? Json => null;

    public bool IsNothing => text is null && members.Count == 0 && form == SectionForm.Unknown;

    /// <summary>Whether it is a text that says something: configuration writes an empty object or list as an empty text.</summary>
    public bool IsValue => text is { Length: > 0 } && members.Count == 0;

    /// <summary>Whether its members have places, as a list's, or there are none.</summary>
    public bool IsList => !IsValue && (form == SectionForm.Unknown ? members.All(static member => IsPlace(member.Key)) : form == SectionForm.List);

    /// <summary>Whether its members have names. Configuration writes lists with places for names.</summary>
    public bool IsObject => !IsValue && form != SectionForm.List;

    /// <summary>The member of a name, in any case, or <see langword="null"/>.</summary>
    public SectionNode? this[string name]
    {
        get
        {
            foreach (var (key, node) in members)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                    return node;
            }

            return null;
        }
    }

    public bool SaysTheSameAs(SectionNode other)
    {
        if (text != other.Text || members.Count != other.Members.Count)
            return false;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Key != other.Members[i].Key || !members[i].Value.SaysTheSameAs(other.Members[i].Value))
                return false;
        }

        return true;
    }

    private static bool IsPlace(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
