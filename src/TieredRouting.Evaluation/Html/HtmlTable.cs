using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>A table whose first column holds names, and the others figures. Not thread-safe.</summary>
/// <param name="caption">What the table shows, in a sentence.</param>
/// <param name="columns">The columns' names, the first one's first.</param>
internal sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly List<XElement> _rows = [];

    public HtmlTable Add(string name, params IReadOnlyList<HtmlCell> cells)
    {
        _rows.Add(new XElement("tr", new XElement("th", new XAttribute("scope", "row"), HtmlParts.Foreign(name)), cells.Select(cell => cell.ToElement())));
        return this;
    }

    /// <summary>The table, in a box that scrolls by itself where the page is narrow.</summary>
    public XElement ToElement() => new(
        "div",
        new XAttribute("class", "box"),
        new XAttribute("role", "group"),
        new XAttribute("aria-label", caption),
        new XAttribute("tabindex", "0"),
        new XElement("table", new XElement("caption", caption), Head(), new XElement("tbody", _rows)));

    private XElement Head() => new("thead", new XElement("tr", columns.Select(column => new XElement("th", new XAttribute("scope", "col"), column))));
}
