using System.Globalization;

namespace TieredRouting.Benchmarks;

/// <summary>The one argument that a command may have: a count by name.</summary>
internal static class CountArgument
{
    /// <summary>The count, <paramref name="otherwise"/> where none is given, and <see langword="null"/> where something else is.</summary>
    public static int? Read(string[] args, string name, int otherwise) => args switch
    {
        [] => otherwise,
        [var given, var text] when given == name && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => count,
        _ => null,
    };
}
