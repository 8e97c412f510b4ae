using System.Text;
using System.Text.Json;

namespace TieredRouting.Cli;

/// <summary>
/// Puts certificates under a contract's <c>calibration</c> in a settings file, and leaves every other byte as it is: comments, order and layout too. The file was read before, so it is known to hold the
/// contract once.
/// </summary>
internal static class CalibratedFile
{
    private const string Property = "calibration";

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static byte[] Of(byte[] file, string contract, IReadOnlyList<CertifiedThreshold> certified)
    {
        var mark = file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var (start, end, isThere) = PlaceOf(file.AsSpan(mark), contract);
        (start, end) = (start + mark, end + mark);
        var layout = isThere ? " " : LayoutAt(file, start);
        var entries = Entries(certified, layout);
        return [.. file[..start], .. Encoding.UTF8.GetBytes(isThere ? entries : $"{layout}\"{Property}\": {entries}{CommaBefore(file, start)}"), .. file[end..]];
    }

    /// <summary>Where the value of the property stands; or where the contract's object begins, in which it does not.</summary>
    private static (int Start, int End, bool IsThere) PlaceOf(ReadOnlySpan<byte> json, string contract)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        reader.Read();
        foreach (var name in (string[])[nameof(TieredRouting), "contracts", contract])
            Enter(ref reader, name);
        var begin = (int)reader.BytesConsumed;
        if (!Enter(ref reader, Property))
            return (begin, begin, false);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed, true);
    }

    /// <summary>Goes on to the value of a member of the object that the reader stands at.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = name.Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }

    /// <summary>The line break and the indent that the object's first member has.</summary>
    private static string LayoutAt(byte[] file, int start)
    {
        var length = file.AsSpan(start).IndexOfAnyExcept(" \t\r\n"u8);
        return length > 0 ? Encoding.UTF8.GetString(file, start, length) : " ";
    }

    private static string CommaBefore(byte[] file, int start)
    {
        var reader = new Utf8JsonReader([(byte)'{', .. file[start..]], new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowMultipleValues = true });
        reader.Read();
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? string.Empty : ",";
    }

    private static string Entries(IReadOnlyList<CertifiedThreshold> certified, string layout)
    {
        var deeper = layout.Contains('\n', StringComparison.Ordinal) ? layout + "  " : " ";
        var entries = certified.Select(entry => deeper + JsonSerializer.Serialize(entry, CalibrationJsonContext.Default.CertifiedThreshold));
        return $"[{string.Join(',', entries)}{layout}]";
    }
}
