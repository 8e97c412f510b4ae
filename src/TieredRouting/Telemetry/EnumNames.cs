namespace TieredRouting.Telemetry;

/// <summary>The wire name of each value of a choice, made once: camelCase, as FORMATS writes it.</summary>
internal static class EnumNames
{
    /// <summary>The camelCase name of a value.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <summary>The camelCase names of all values.</summary>
    public static IEnumerable<string> All<TEnum>()
        where TEnum : struct, Enum => Names<TEnum>.ByValue.Values;

    /// <summary>The value of a name, in any case; <see langword="null"/> where it names none.</summary>
    public static TEnum? Find<TEnum>(string? name)
        where TEnum : struct, Enum => name is not null && Names<TEnum>.ByName.TryGetValue(name, out var value) ? value : null;

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue = Enum.GetValues<TEnum>()
            .ToDictionary(value => value, value => CamelCase(value.ToString()));

        public static readonly Dictionary<string, TEnum> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

        private static string CamelCase(string name) =>
            name.Length > 1 && char.IsAsciiDigit(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }
}
