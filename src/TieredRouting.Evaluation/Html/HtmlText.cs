using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>
/// Writes a tree of elements as a page. Names in a report are foreign text: that every text and attribute is encoded is the writer's work, not that of whoever
/// builds the tree. What is written is HTML and well-formed XML at once.
/// </summary>
internal static class HtmlText
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
    };

    public static void Write(Stream stream, XElement page)
    {
        MakeReadable(page);
        using var writer = XmlWriter.Create(stream, Settings);
        writer.WriteRaw("<!DOCTYPE html>\n");
        page.WriteTo(writer);
        writer.WriteRaw("\n");
    }

    private static void MakeReadable(XElement page)
    {
        foreach (var text in page.DescendantNodes().OfType<XText>())
            text.Value = Readable(text.Value);
        foreach (var attribute in page.Descendants().Attributes())
            attribute.Value = Readable(attribute.Value);
    }

    /// <summary>What no page may hold, however it is encoded, shows as the character that stands for such.</summary>
    private static string Readable(string text) =>
        text.EnumerateRunes().Aggregate(new StringBuilder(text.Length), (readable, rune) => readable.Append((IsAllowed(rune) ? rune : Rune.ReplacementChar).ToString())).ToString();

    private static bool IsAllowed(Rune rune) => (!Rune.IsControl(rune) || rune.Value == '\n') && rune.Value is not (0xFFFE or 0xFFFF);
}
