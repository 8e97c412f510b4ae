namespace TieredRouting.Evaluation.Tests.Html;

/// <summary>The page as a real browser sees it.</summary>
public sealed class HtmlReportBrowserTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_browser_shows_the_figures_and_has_nothing_to_complain_of()
    {
        var page = Pages.Of(Pages.Result);

        var (dom, complaints) = await Browser.OpenAsync(_folder, page);

        complaints.Should().BeEmpty();
        dom.Should().Contain("<dt>Accuracy</dt>").And.Contain("<dd>90.00 %</dd>").And.Contain("<bdi>de-smb</bdi>").And.Contain("✗ 1 of 3 gates fail.")
            .And.Contain("""<title>cost of always:full: 0.610000</title>""");
        Names(dom).Should().Equal(Names(page), "a browser repairs nothing and adds nothing");
    }

    [Fact]
    public async Task A_browser_takes_no_name_for_anything_but_text()
    {
        var page = Pages.Of(Pages.HostileResult, Pages.Hostile, Pages.Hostile);

        var (dom, complaints) = await Browser.OpenAsync(_folder, page);

        complaints.Should().BeEmpty();
        Names(dom).Should().Equal(Names(Pages.Of(Pages.Result)));
    }

    [Fact]
    public async Task A_browser_would_complain_of_a_script_that_runs()
    {
        var (_, complaints) = await Browser.OpenAsync(_folder, Pages.Of(Pages.Result).Replace("</main>", "<script>console.error('run')</script></main>", StringComparison.Ordinal));

        complaints.Should().ContainSingle(line => line.Contains("run", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The elements in their order. Encoded text holds no angle bracket that opens.</summary>
    private static IEnumerable<string> Names(string page) =>
        System.Text.RegularExpressions.Regex.Matches(page[page.IndexOf("<html", StringComparison.Ordinal)..], "<([a-z][a-z0-9]*)").Select(match => match.Groups[1].Value);
}
