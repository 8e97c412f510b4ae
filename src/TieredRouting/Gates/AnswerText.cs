using System.Globalization;
using System.Text;

namespace TieredRouting.Gates;

/// <summary>What an answer says to whoever reads it: of JSON, with its escapes read, since those hide words from whoever looks at the text.</summary>
internal static class AnswerText
{
    public static string Of(Answer answer) =>
        answer.Json is not null && answer.Text.Contains('\\') ? Unescaped(answer.Text) : answer.Text;

    private static string Unescaped(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] != '\\' || at + 1 == json.Length)
                text.Append(json[at]);
            else if (json[++at] == 'u' && IsCode(json, at + 1, out var unit))
                (_, at) = (text.Append(unit), at + 4);
            else
                text.Append(json[at] switch { 'n' or 'r' => '\n', 't' or 'b' or 'f' => ' ', var other => other });
        }

        return text.ToString();
    }

    private static bool IsCode(string json, int at, out char unit)
    {
        var known = ushort.TryParse(json.AsSpan(at, Math.Min(4, json.Length - at)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        unit = (char)code;
        return known && at + 4 <= json.Length;
    }
}
