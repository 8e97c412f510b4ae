using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>Small parts of a page.</summary>
internal static class HtmlParts
{
    /// <summary>A section under a heading, or nothing where there is nothing to show.</summary>
    public static XElement? Section(string heading, params IReadOnlyList<XElement?> parts) =>
        parts.Any(part => part is not null) ? new XElement("section", new XElement("h2", heading), parts) : null;

    /// <summary>Text that somebody else chose: it may turn the direction of writing, but only its own.</summary>
    public static XElement Foreign(string text) => new("bdi", text);

    public static XElement Paragraph(string kind, params IReadOnlyList<object> content) => new("p", new XAttribute("class", kind), content);

    public static XElement? List(IReadOnlyCollection<string> lines) =>
        lines.Count == 0 ? null : new XElement("ul", lines.Select(line => new XElement("li", Foreign(line))));

    /// <summary>Figures with their names, the names first for whoever listens.</summary>
    public static XElement Figures(params IReadOnlyList<(string Name, string Figure)> figures) => new(
        "dl",
        figures.Select(figure => new XElement("div", new XElement("dt", figure.Name), new XElement("dd", figure.Figure))));
}
