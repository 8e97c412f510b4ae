namespace TieredRouting.Evaluation;

/// <summary>
/// How the page looks: in light and in dark, on a phone, on paper, and where the reader's own colours hold. It holds no character that means something to
/// HTML, since nothing of it may be encoded.
/// </summary>
internal static class HtmlStyle
{
    public const string Css = """

        :root {
          color-scheme: light dark;
          --paper: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --raised: #f6f8fa;
          --track: #e4e8ec; --fill: #0b5cad; --good: #1a6b34; --bad: #b3261e; --empty: #7a4b00;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #0f1318; --ink: #e6edf3; --quiet: #9aa5b1; --line: #2f3742; --raised: #171c23;
            --track: #262e38; --fill: #6cb2ff; --good: #6fd08c; --bad: #ff8f87; --empty: #e6b450;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        header, main { max-width: 64rem; margin: 0 auto; padding: 0 1rem; }
        main { padding-bottom: 3rem; }
        h1 { margin: 2rem 0 0; font-size: 1.75rem; line-height: 1.2; }
        h2 { margin: 2.5rem 0 0.5rem; font-size: 1.2rem; break-after: avoid; }
        p { margin: 0.25rem 0; }
        bdi, td { overflow-wrap: anywhere; }
        .quiet { color: var(--quiet); }
        .verdict { margin: 1.25rem 0 0; padding: 0.6rem 0.9rem; border-left: 0.3rem solid currentColor; background: var(--raised); font-weight: 600; }
        .good { color: var(--good); }
        .bad { color: var(--bad); }
        .empty { color: var(--empty); }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: 0.75rem; margin: 0; }
        dl div { padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-radius: 0.4rem; background: var(--raised); break-inside: avoid; }
        dt { color: var(--quiet); font-size: 0.875rem; }
        dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
        .box { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; }
        caption { padding: 0 0 0.4rem; color: var(--quiet); font-size: 0.875rem; text-align: left; }
        th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--quiet); font-size: 0.875rem; font-weight: 600; }
        tbody th { min-width: 8rem; font-weight: 500; }
        tr { break-inside: avoid; }
        td.figure { font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.good, td.bad, td.empty { font-weight: 600; }
        .bar { display: block; width: 100%; min-width: 5rem; height: 0.4rem; margin-top: 0.15rem; }
        .track { fill: var(--track); }
        .fill { fill: var(--fill); }
        ul { margin: 0; padding-left: 1.25rem; }
        @media print {
          body { font-size: 10pt; }
          header, main { max-width: none; padding: 0; }
          .box { overflow: visible; }
        }
        @media (forced-colors: active) {
          .track { fill: Canvas; stroke: CanvasText; }
          .fill { fill: CanvasText; }
        }

        """;
}
