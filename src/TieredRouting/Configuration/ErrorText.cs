using System.Globalization;
using System.Runtime.CompilerServices;

namespace TieredRouting.Configuration;

/// <summary>A text that is only put together where something is wrong: an interpolated one is not even begun while all is well.</summary>
[InterpolatedStringHandler]
internal ref struct ErrorText
{
    private readonly string? _text;
    private DefaultInterpolatedStringHandler _parts;

    public ErrorText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _parts = holds ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    private ErrorText(string text) => _text = text;

    public static implicit operator ErrorText(string text) => new(text);

    public void AppendLiteral(string value) => _parts.AppendLiteral(value);

    public void AppendFormatted<T>(T value, string? format = null) => _parts.AppendFormatted(value, format);

    /// <summary>The text. It can be taken once.</summary>
    public string Take() => _text ?? _parts.ToStringAndClear();
}
