using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TieredRouting.Evaluation.Tests.Html;

public sealed class HtmlReportTests
{
    [Theory]
    [InlineData("Accuracy and cost", "routed | 90.00 % | 0.123456 | 0.000685", "always:nano | 81.00 % | 0.019000 | 0.000117", "always:full | 96.00 % | 0.610000 | -")]
    [InlineData("Tiers", "nano | 200 | 165 | 0.020000", "full | 30 | 25 | 0.103456")]
    [InlineData("Classes", "T0 | 193 | 96.50 %", "T2 | 7 | 3.50 %")]
    [InlineData("Cohorts", "de-smb | 120 | 87.50 % | 20.00 % | 0.100000 | 0.000952")]
    [InlineData("Workflows", "weekly-report | 11 | 0.004200")]
    [InlineData("Triggers", "attempts rejected: schemaFailure | 21", "requests that no attempt was left for | 3")]
    [InlineData("Gates", "accuracy | ✗ fails | 0.9 | at least 0.95 | ", "byCohort.accuracy of 'de-smb' | ✓ holds | 0.875 | at least 0.8 | ", "T2.approval | ✓ holds, see note | - | at least 1 | holds, but about no request: no request is risk work (T2)")]
    public void Every_part_of_the_report_stands_under_its_heading(string heading, params string[] rows) =>
        Rows(Section(Pages.Result, heading)).Should().Equal(rows);

    [Fact]
    public void Outcomes_are_counted_and_their_shares_drawn() => Rows(Section(Pages.Result, "Outcomes")).Should().Contain(
        "correct | 180 | 90.00 %",
        "held for approval | 7 | 3.50 %",
        "silent failures, of released | 10 | 5.26 %",
        "T2 that a person was asked about |  | 100.00 %");

    [Fact]
    public void The_page_begins_with_what_it_is_about_the_verdict_and_the_summary()
    {
        var page = Pages.Parsed(Pages.Of(Pages.Result));

        page.Descendants("title").First().Value.Should().Be("Evaluation of recordings.jsonl");
        page.Descendants("header").Single().Elements("p").Select(Text).Should().Equal("recordings.jsonl under routing.json", "✗ 1 of 3 gates fail.");
        Section(Pages.Result, "Summary").Descendants("div").Select(figure => $"{figure.Element("dt")!.Value}: {figure.Element("dd")!.Value}").Should().Equal(
            "Requests: 200", "Accuracy: 90.00 %", "Cost: 0.123456", "Cost per success: 0.000685", "Escalated: 15.00 %", "Silent failures, of released: 5.26 %",
            "Policy violations: 0", "Attempts: 230", "Latency p50: 410.5 ms", "Latency p95: 2660 ms");
    }

    [Fact]
    public void Where_all_gates_hold_the_verdict_says_how_many_say_less_than_they_seem_to()
    {
        var holding = Pages.Result with { Report = Pages.Result.Report with { Gates = [.. Pages.Result.Report.Gates!.Where(gate => gate.Holds)] } };

        Pages.Of(holding).Should().Contain("✓ All gates hold: 2, of which 1 with a note.");
    }

    [Fact]
    public void What_is_said_beside_the_figures_is_listed()
    {
        Section(Pages.Result, "Notes").Descendants("li").Select(Text).Should().Contain("baseline always:mini is left out: the endpoint 'mini-a' is recorded for 0 requests only");
        Section(Pages.Result, "Expectations that are not met").Descendants("li").Select(Text).Should().Equal("case-7: expected startTier mini, got nano");
    }

    [Fact]
    public void A_report_of_little_has_no_empty_table_and_says_what_is_not_there()
    {
        var little = new EvaluationResult(new EvalReport { Requests = 1 }, ApprovalOfRiskWork: null, [], []);
        var page = Pages.Parsed(Pages.Of(little));

        page.Descendants("h2").Select(Text).Should().NotContain("Gates").And.NotContain("Expectations that are not met");
        page.Descendants("p").Select(Text).Should().Contain("No gate was asked for.", "No attempt was rejected.", "No request states a cohort.", "No request states a workflow.");
        Rows(Section(little, "Outcomes")).Should().Contain("silent failures, of released | 0 | -", "T2 that a person was asked about |  | -");
        Pages.Of(little with { FailedExpectations = ["x"] }).Should().Contain("Not met: 1 of what cases must do.");
    }

    [Fact]
    public void Bars_are_as_long_as_their_figures_and_say_in_words_what_they_show()
    {
        var bars = Section(Pages.Result, "Accuracy and cost").Descendants("svg").ToArray();

        bars.Select(bar => $"{bar.Element("title")!.Value} = {bar.Elements("rect").Last().Attribute("width")!.Value}").Should().Equal(
            "accuracy of routed: 90.00 % = 90", "cost of routed: 0.123456 = 20.24",
            "accuracy of always:nano: 81.00 % = 81", "cost of always:nano: 0.019000 = 3.11",
            "accuracy of always:full: 96.00 % = 96", "cost of always:full: 0.610000 = 100");
        bars.Should().OnlyContain(bar => bar.Attribute("role")!.Value == "img");
    }

    [Fact]
    public void Headings_descend_by_one_and_tables_have_captions_and_named_heads()
    {
        var page = Pages.Parsed(Pages.Of(Pages.Result));

        page.Attribute("lang")!.Value.Should().Be("en");
        page.Descendants("h1").Should().ContainSingle();
        page.Descendants("section").Should().OnlyContain(section => section.Elements().First().Name == "h2");
        page.Descendants("table").Should().HaveCountGreaterThan(5).And.OnlyContain(table => table.Elements("caption").Single().Value.Length > 0);
        page.Descendants("th").Should().OnlyContain(head => head.Value.Length > 0 && head.Attribute("scope") != null);
    }

    [Fact]
    public void Nothing_outside_the_page_is_asked_for_and_nothing_in_it_runs()
    {
        var page = Pages.Of(Pages.Result);
        var parsed = Pages.Parsed(page);

        page.Should().NotContainAny("http", "src=", "href=", "url(", "@import", "//");
        parsed.Descendants().Select(element => element.Name.LocalName).Should().NotIntersectWith(["script", "link", "img", "iframe", "object", "embed", "base", "form"]);
        parsed.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Should().NotContain(name => name.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Foreign_names_stay_text_whatever_they_hold()
    {
        var page = Pages.Of(Pages.HostileResult, Pages.Hostile, Pages.Hostile);
        var parsed = Pages.Parsed(page);

        Shape(parsed).Should().Equal(Shape(Pages.Parsed(Pages.Of(Pages.Result))), "no name makes an element or an attribute");
        page.Should().NotContainAny("<script", "<img", "\u0000", "\u001b", "&#x0;", "&#x1B;");
        Section(Pages.HostileResult, "Workflows").Descendants("bdi").Single().Value.Should().Be("weekly-report" + Pages.Hostile.Replace('\u0000', '\ufffd').Replace('\u001b', '\ufffd').Replace("\ud800 ", "\ufffd "));
    }

    [Fact]
    public void The_same_result_is_the_same_page_in_any_language()
    {
        var before = CultureInfo.CurrentCulture;
        var page = Pages.Of(Pages.Result);
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = commas;

            Pages.Of(Pages.Result).Should().Be(page);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_style_holds_nothing_that_would_be_encoded() =>
        Pages.Of(Pages.Result).Should().Contain($"<style>{HtmlStyle.Css}</style>");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Text_and_bars_stand_out_in_light_and_in_dark(int scheme)
    {
        var colours = Colours(scheme);

        foreach (var text in (string[])["ink", "quiet", "good", "bad", "empty"])
        {
            Contrast(colours[text], colours["paper"]).Should().BeGreaterThan(4.5, text);
            Contrast(colours[text], colours["raised"]).Should().BeGreaterThan(4.5, text);
        }

        Contrast(colours["fill"], colours["paper"]).Should().BeGreaterThan(3);
        Contrast(colours["fill"], colours["track"]).Should().BeGreaterThan(3);
    }

    private static XElement Section(EvaluationResult result, string heading) =>
        Pages.Parsed(Pages.Of(result)).Descendants("section").Single(section => section.Element("h2")!.Value == heading);

    private static IEnumerable<string> Rows(XElement section) =>
        section.Descendants("tbody").Elements("tr").Select(row => string.Join(" | ", row.Elements().Select(cell => Text(cell))));

    /// <summary>What is read, without the titles of bars.</summary>
    private static string Text(XElement element) =>
        string.Concat(element.DescendantNodes().OfType<XText>().Where(text => text.Ancestors("svg").FirstOrDefault() is null).Select(text => text.Value));

    private static IEnumerable<string> Shape(XElement page) =>
        page.DescendantsAndSelf().Select(element => $"{element.Name} {string.Join(' ', element.Attributes().Select(attribute => attribute.Name))}");

    private static Dictionary<string, string> Colours(int scheme) =>
        Regex.Matches(HtmlStyle.Css, ":root \\{[^}]*\\}")[scheme].Value.Split(';').Select(part => Regex.Match(part, "--(\\w+): #(\\w{6})")).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>Contrast as the Web Content Accessibility Guidelines 2.2 define it.</summary>
    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Linear(colour[..2]) + 0.7152 * Linear(colour[2..4]) + 0.0722 * Linear(colour[4..]);

    private static double Linear(string channel)
    {
        var value = int.Parse(channel, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
