using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Configuration;

/// <summary>
/// One object of the routing section while it is read. What is read is known; <see cref="Finish"/> refuses the rest, since a
/// misspelt policy is no policy. Nothing here throws: every error is kept, with its path.
/// </summary>
/// <param name="node">What stands there.</param>
/// <param name="path">Where it stands.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="shape">Takes what could stand there, when the section is described rather than read.</param>
internal sealed class SectionScope(SectionNode node, SectionPath path, ConfigurationErrors errors, SectionShape? shape = null)
{
    private readonly List<string> _known = [];

    public string Path => path.ToString();

    public ConfigurationErrors Errors => errors;

    public bool Has(string name) => Child(name) is not null;

    public string? Text(string name)
    {
        shape?.Value(name, "string");
        return Value(name);
    }

    /// <summary>A text, a number or a Boolean, as text.</summary>
    public string? Any(string name)
    {
        shape?.Value(name, "string", "number", "boolean");
        return Value(name);
    }

    public int? Whole(string name)
    {
        shape?.Value(name, "integer");
        return Read(name, static () => "a whole number", static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : (int?)null);
    }

    /// <summary>A whole number that may go beyond two thousand million.</summary>
    public long? Long(string name)
    {
        shape?.Value(name, "integer");
        return Read(name, static () => "a whole number", static text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : (long?)null);
    }

    public decimal? Number(string name)
    {
        shape?.Value(name, "number");
        return Read(name, static () => "a number", static text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : (decimal?)null);
    }

    public TimeSpan? Time(string name)
    {
        shape?.Value(name, "string");
        return Read(name, static () => "a time such as 00:00:01.200", static text => text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : (TimeSpan?)null);
    }

    public DateOnly? Date(string name)
    {
        shape?.Value(name, "string");
        return Read(name, static () => "a date such as 2027-03-01", static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : (DateOnly?)null);
    }

    public DateTimeOffset? Moment(string name)
    {
        shape?.Value(name, "string");
        return Read(name, static () => "a moment such as 2027-03-01T12:00:00Z", static text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : (DateTimeOffset?)null);
    }

    public bool? Flag(string name)
    {
        shape?.Value(name, "boolean");
        return Read(name, static () => "true or false", static text => bool.TryParse(text, out var value) ? value : (bool?)null);
    }

    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum
    {
        shape?.Choice(name, EnumNames.All<TEnum>());
        return Read(name, static () => $"one of {string.Join(", ", EnumNames.All<TEnum>())}", static text => EnumNames.Find<TEnum>(text));
    }

    /// <summary>A list of choices; <see langword="null"/> when it is not there.</summary>
    public List<TEnum>? Choices<TEnum>(string name)
        where TEnum : struct, Enum
    {
        var texts = Texts(name);
        shape?.Choices(name, EnumNames.All<TEnum>());
        foreach (var text in texts ?? [])
            Require(EnumNames.Find<TEnum>(text) is not null, name, $"must hold only {string.Join(", ", EnumNames.All<TEnum>())}, not '{text}'");
        return texts?.ConvertAll(EnumNames.Find<TEnum>).OfType<TEnum>().Distinct().ToList();
    }

    /// <summary>A list of texts; <see langword="null"/> when it is not there.</summary>
    public List<string>? Texts(string name)
    {
        shape?.Texts(name);
        if (Child(name) is not { } child)
            return null;
        Require(child.IsList, name, "must be a list");
        if (!child.IsList)
            return [];
        List<string> items = [.. child.Members.Select(static item => item.Value.IsValue ? item.Value.Text! : string.Empty)];
        Require(!items.Exists(string.IsNullOrWhiteSpace), name, "holds an empty entry, or one that is no text");
        return items;
    }

    /// <summary>True or false, or a list of texts, which says true of them alone; <see langword="null"/> when it is not there.</summary>
    public (bool Flag, List<string> Texts)? FlagOrTexts(string name)
    {
        var isList = Child(name) is { IsValue: false };
        var texts = isList ? Texts(name) : null;
        Require(texts is not { Count: 0 }, name, "must be true, false, or a list that is not empty");
        var flag = isList ? texts!.Count > 0 : Flag(name);
        shape?.FlagOrTexts(name);
        return flag is { } said ? (said, texts ?? []) : null;
    }

    /// <summary>An object; <see langword="null"/> when it is not there.</summary>
    public SectionScope? Object(string name)
    {
        var inner = shape?.Object(name);
        var child = Child(name);
        Require(child?.IsObject != false, name, "must be an object");
        return child is { IsObject: true } || inner is not null ? new SectionScope(child ?? SectionNode.Nothing, path.Then(name), errors, inner) : null;
    }

    /// <summary>The objects of a map, by their names.</summary>
    public IEnumerable<(string Name, SectionScope Scope)> Map(string name)
    {
        if (shape?.Map(name) is { } inner)
            return [(SectionShape.AnyName, new SectionScope(SectionNode.Nothing, path.Then(name), errors, inner))];
        return Object(name)?.All() ?? [];
    }

    /// <summary>The objects of a map whose names are choices.</summary>
    public IEnumerable<(TEnum Name, SectionScope Scope)> Map<TEnum>(string name, string kind)
        where TEnum : struct, Enum
    {
        if (shape?.Map(name, EnumNames.All<TEnum>()) is { } inner)
        {
            yield return (default, new SectionScope(SectionNode.Nothing, path.Then(name), errors, inner));
            yield break;
        }

        foreach (var (member, scope) in Object(name)?.All() ?? [])
        {
            if (EnumNames.Find<TEnum>(member) is { } choice)
                yield return (choice, scope);
            else
                errors.Add(scope.Path, $"is no {kind}; known: {string.Join(", ", EnumNames.All<TEnum>())}");
        }
    }

    /// <summary>The objects of a list.</summary>
    public IEnumerable<SectionScope> List(string name)
    {
        if (shape?.List(name) is { } inner)
            return [new SectionScope(SectionNode.Nothing, path.Then(name), errors, inner)];
        if (Child(name) is not { } child)
            return [];
        Require(child.IsList, name, "must be a list");
        return child.IsList ? Scopes(child, path.Then(name)).Select(static item => item.Scope) : [];
    }

    /// <summary>A JSON document: as it was written, or as a text that holds it.</summary>
    public JsonElement? Json(string name)
    {
        shape?.Document(name);
        if (Child(name) is not { } child)
            return null;
        if (child.Json is { } written)
            return written;
        return Value(name) is { } text ? Parsed(name, text) : null;
    }

    /// <summary>Says which members a description requires; a section that is read says so by errors of its own.</summary>
    public void Requires(params IEnumerable<string> names) => shape?.Require(names);

    /// <summary>Refuses what nobody read.</summary>
    public void Finish()
    {
        foreach (var (name, _) in node.Members)
        {
            if (!IsKnown(name))
                errors.Add(PathOf(name), $"is not a known property; known: {string.Join(", ", _known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>Says what is wrong with a member, where something is.</summary>
    public void Require(bool holds, string name, [InterpolatedStringHandlerArgument(nameof(holds))] ErrorText error)
    {
        if (!holds)
            errors.Add(PathOf(name), error.Take());
    }

    /// <summary>The JSON document that a text holds.</summary>
    public JsonElement? Parsed(string name, string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            errors.Add(PathOf(name), "is not JSON");
            return null;
        }
    }

    private IEnumerable<(string Name, SectionScope Scope)> All()
    {
        _known.AddRange(node.Members.Select(static member => member.Key));
        return Scopes(node, path);
    }

    private IEnumerable<(string Name, SectionScope Scope)> Scopes(SectionNode parent, SectionPath parentPath)
    {
        foreach (var (name, member) in parent.Members)
        {
            if (member.IsObject)
                yield return (name, new SectionScope(member, parentPath.Then(name), errors));
            else
                errors.Add(parentPath.Then(name).ToString(), "must be an object");
        }
    }

    private string? Value(string name)
    {
        if (Child(name) is not { } child)
            return null;
        if (child.IsValue && !string.IsNullOrWhiteSpace(child.Text))
            return child.Text;
        errors.Add(PathOf(name), child.Members.Count == 0 && child.Form == SectionForm.Unknown ? "must not be empty" : "must be a single value");
        return null;
    }

    private T? Read<T>(string name, Func<string> expected, Func<string, T?> parse)
        where T : struct
    {
        if (Value(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            errors.Add(PathOf(name), $"must be {expected()}, not '{text}'");
        return value;
    }

    /// <summary>What stands under a name. A null is written to say that nothing does.</summary>
    private SectionNode? Child(string name)
    {
        _known.Add(name);
        return node[name] is { IsNothing: false } child ? child : null;
    }

    // A handful of names: a walk is faster than a set, and a scope has none to make.
    private bool IsKnown(string name)
    {
        foreach (var known in _known)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private string PathOf(string name) => path.Then(name).ToString();
}
