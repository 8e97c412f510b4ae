using System.Globalization;
using System.Xml.Linq;

namespace TieredRouting.Evaluation;

/// <summary>A bar beside a figure, drawn inline. Its title says what it shows, for whoever cannot see it.</summary>
/// <param name="Share">How much of the bar is full, from 0 to 1.</param>
/// <param name="Title">What it shows.</param>
internal sealed record HtmlBar(double Share, string Title)
{
    /// <summary>A bar of money, as long as its part of the most that any row spent.</summary>
    public static HtmlBar OfMost(decimal cost, decimal most, string title) => new(most == 0 ? 0 : (double)(cost / most), title);

    public XElement ToElement() => new(
        "svg",
        new XAttribute("class", "bar"),
        new XAttribute("role", "img"),
        new XAttribute("viewBox", "0 0 100 6"),
        new XAttribute("preserveAspectRatio", "none"),
        new XElement("title", Title),
        Rectangle("track", 1),
        Rectangle("fill", Share));

    private static XElement Rectangle(string kind, double share) => new(
        "rect",
        new XAttribute("class", kind),
        new XAttribute("width", Math.Round(100 * Math.Clamp(share, 0, 1), 2).ToString(CultureInfo.InvariantCulture)),
        new XAttribute("height", "6"));
}
