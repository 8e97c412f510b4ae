using TieredRouting.Evaluation;

namespace TieredRouting.Cli.Tests;

public sealed class ResultFileTests
{
    [Fact]
    public void What_could_not_be_written_to_its_end_is_taken_away_and_an_older_file_stays()
    {
        using var tool = new ToolRun();
        var (target, unfinished) = (tool.File("s.jsonl", "older"), tool.File("s.jsonl.unfinished", "a part"));
        var full = new FileStream(tool.FullDisk("full"), FileMode.Open, FileAccess.Write);

        FluentActions.Invoking(() =>
        {
            using var results = new ResultFile(full, "s.jsonl", target, unfinished);
            results.Stream.Write("line"u8);
            results.Stream.Flush();
        }).Should().Throw<UnwritableFileException>().WithMessage("s.jsonl: cannot be written: no space is left");

        File.Exists(unfinished).Should().BeFalse();
        File.ReadAllLines(target).Should().Equal("older");
    }
}
