using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TieredRouting;

/// <summary>
/// One object of the routing section while it is read. What is read is known; <see cref="Finish"/> refuses the rest, since a
/// misspelt policy is no policy. Nothing here throws: every error is kept, with its path.
/// </summary>
internal sealed class SectionScope(IConfigurationSection section, string path, ConfigurationErrors errors)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string Path => path;

    public ConfigurationErrors Errors => errors;

    public bool Has(string name) => Child(name) is not null;

    public string? Text(string name)
    {
        if (Child(name) is not { } child)
            return null;
        if (child.GetChildren().Any())
            errors.Add(PathOf(name), "must be a single value");
        else if (string.IsNullOrWhiteSpace(child.Value))
            errors.Add(PathOf(name), "must not be empty");
        else
            return child.Value;
        return null;
    }

    public int? Whole(string name) =>
        Read(name, "a whole number", static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : (int?)null);

    public decimal? Number(string name) =>
        Read(name, "a number", static text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : (decimal?)null);

    public TimeSpan? Time(string name) =>
        Read(name, "a time such as 00:00:01.200", static text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : (TimeSpan?)null);

    public DateOnly? Date(string name) =>
        Read(name, "a date such as 2027-03-01", static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : (DateOnly?)null);

    public bool? Flag(string name) =>
        Read(name, "true or false", static text => bool.TryParse(text, out var value) ? value : (bool?)null);

    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum =>
        Read(name, $"one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Telemetry.EnumNames.Of))}", static text => Named<TEnum>(text));

    public static TEnum? Named<TEnum>(string text)
        where TEnum : struct, Enum =>
        char.IsAsciiLetter(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) ? value : null;

    /// <summary>A list of texts; <see langword="null"/> when it is not there.</summary>
    public List<string>? Texts(string name)
    {
        if (Child(name) is not { } child)
            return null;
        if (child.Value is { Length: > 0 })
            errors.Add(PathOf(name), "must be a list");
        var items = child.GetChildren().Select(item => item.Value ?? string.Empty).ToList();
        errors.Require(!items.Exists(string.IsNullOrWhiteSpace), PathOf(name), "holds an empty entry");
        return items;
    }

    /// <summary>An object; <see langword="null"/> when it is not there.</summary>
    public SectionScope? Object(string name)
    {
        if (Child(name) is not { } child)
            return null;
        if (child.Value is { Length: > 0 })
        {
            errors.Add(PathOf(name), "must be an object");
            return null;
        }

        return new SectionScope(child, PathOf(name), errors);
    }

    /// <summary>The objects of a map, or of a list, by their names.</summary>
    public IEnumerable<(string Name, SectionScope Scope)> Objects(string name) => Object(name)?.All() ?? [];

    public IEnumerable<(string Name, SectionScope Scope)> All() =>
        section.GetChildren().Where(child => Know(child.Key)).Select(child => (child.Key, new SectionScope(child, PathOf(child.Key), errors)));

    /// <summary>Names what is there and this version does not act on.</summary>
    public void Inert(string name, List<string> warnings)
    {
        if (Child(name) is not null)
            warnings.Add($"{PathOf(name)}: this version does not act on it");
    }

    /// <summary>Refuses what nobody read.</summary>
    public void Finish()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
            errors.Add(PathOf(child.Key), $"is not a known property; known: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    private T? Read<T>(string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        var value = parse(text);
        errors.Require(value is not null, PathOf(name), $"must be {expected}, not '{text}'");
        return value;
    }

    private IConfigurationSection? Child(string name)
    {
        Know(name);
        var child = section.GetSection(name);
        // A null is written to say that something is not there.
        return child.Value is not null || child.GetChildren().Any() ? child : null;
    }

    private bool Know(string name)
    {
        _known.Add(name);
        return true;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
