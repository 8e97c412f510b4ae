namespace TieredRouting.Validation;

/// <summary>
/// The units that are converted, exactly: lengths to micrometres, masses to micrograms, times to milliseconds. Symbols are
/// read as they are written (m is no M), words in any case. A word that is not here counts only itself.
/// </summary>
internal static class Units
{
    private const string Length = "length", Mass = "mass", Time = "time", Percent = "percent";

    private static readonly (string[] Symbols, string[] Words, string Measure, long Factor)[] Known =
    [
        (["µm"], ["micrometre", "micrometer"], Length, 1),
        (["mm"], ["millimetre", "millimeter"], Length, 1_000),
        (["cm"], ["centimetre", "centimeter"], Length, 10_000),
        (["m"], ["metre", "meter"], Length, 1_000_000),
        (["km"], ["kilometre", "kilometer"], Length, 1_000_000_000),
        (["in"], ["inch", "inches"], Length, 25_400),
        (["ft"], ["foot", "feet"], Length, 304_800),
        (["yd"], ["yard"], Length, 914_400),
        (["mi"], ["mile"], Length, 1_609_344_000),
        (["mg"], ["milligram"], Mass, 1_000),
        (["g"], ["gram"], Mass, 1_000_000),
        (["kg"], ["kilogram", "kilo"], Mass, 1_000_000_000),
        (["lb", "lbs"], [], Mass, 453_592_370),
        (["ms"], ["millisecond"], Time, 1),
        (["s", "sec"], ["second"], Time, 1_000),
        (["min"], ["minute"], Time, 60_000),
        (["h", "hr", "hrs"], ["hour"], Time, 3_600_000),
        (["d"], ["day"], Time, 86_400_000),
        (["wk"], ["week"], Time, 604_800_000),
        (["%"], ["percent", "per cent"], Percent, 1),
    ];

    /// <summary>The number in the base of its measure; with a word that is not known, or with one too long to convert, as it is.</summary>
    public static Quantity Measure(ExactNumber number, ReadOnlySpan<char> name)
    {
        foreach (var (symbols, words, measure, factor) in Known)
            if (Names(symbols, words, name) && number.Times(factor) is { } converted)
                return new Quantity(converted, measure);
        return new Quantity(number, name.IsEmpty ? null : Other(name));
    }

    /// <summary>Short ones are symbols, where case counts: Mb is no MB.</summary>
    private static string Other(ReadOnlySpan<char> name) => name.Length > 3 ? $"'{name}'".ToLowerInvariant() : $"'{name}'";

    /// <summary>Whether a text is one word or one known name, so that nothing else was said beside the number.</summary>
    public static bool IsWord(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
            if (!char.IsLetter(unit) && unit is not ('%' or '°' or '/'))
                return text.Equals("per cent", StringComparison.OrdinalIgnoreCase);
        return true;
    }

    private static bool Names(string[] symbols, string[] words, ReadOnlySpan<char> name)
    {
        foreach (var symbol in symbols)
            if (name.SequenceEqual(symbol))
                return true;
        foreach (var word in words)
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase) || (name.EndsWith('s') && name[..^1].Equals(word, StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }
}
