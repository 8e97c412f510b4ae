using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>A table's cell: a figure, with a bar where one helps, or words.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Kind">How it looks: <c>figure</c>, <c>words</c>, <c>good</c>, <c>bad</c> or <c>empty</c>.</param>
/// <param name="Bar">The bar under it.</param>
internal sealed record HtmlCell(string Text, string Kind = "figure", HtmlBar? Bar = null)
{
    public static implicit operator HtmlCell(string figure) => new(figure);

    public static HtmlCell Words(string words) => new(words, "words");

    public static HtmlCell Drawn(string figure, HtmlBar bar) => new(figure, Bar: bar);

    public XElement ToElement() => new("td", new XAttribute("class", Kind), Text, Bar?.ToElement());
}
