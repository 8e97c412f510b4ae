using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>
/// Reads the routing section from a JSON file as it was written, so that schemas may stand in it inline. Comments and trailing commas are
/// allowed, as in the host's own files; a name that stands there twice, in whatever case, is refused, as the host refuses it.
/// </summary>
internal static class SectionFile
{
    private const int LargestFile = 64 * 1024 * 1024;

    /// <summary>The section of a file; nothing, with errors, where it cannot be read.</summary>
    public static SectionNode Read(string file, string section, ConfigurationErrors errors)
    {
        try
        {
            var size = new FileInfo(file) is { Exists: true } info ? info.Length : 0;
            if (size <= LargestFile)
                return Parse(File.ReadAllBytes(file), section, errors);
            errors.AddWhole($"has {size / (1024 * 1024)} MB; at most {LargestFile / (1024 * 1024)} MB are read");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.AddWhole(FileFlaw.Of(file, exception));
        }

        return SectionNode.Nothing;
    }

    /// <summary>The section of a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="section">The section's name at the top of the text.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static SectionNode Parse(ReadOnlySpan<byte> utf8, string section, ConfigurationErrors errors)
    {
        try
        {
            return new SectionReader(errors).Read(WithoutMark(utf8), section);
        }
        catch (JsonException exception)
        {
            errors.AddWhole(string.Create(CultureInfo.InvariantCulture, $"is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})"));
        }
        catch (InvalidOperationException)
        {
            errors.AddWhole("holds text that is not valid Unicode");
        }

        return SectionNode.Nothing;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
}
