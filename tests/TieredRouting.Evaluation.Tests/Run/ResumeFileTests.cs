namespace TieredRouting.Evaluation.Tests.Run;

public sealed class ResumeFileTests
{
    private const string Full = "/dev/full";

    [Fact]
    public void Where_no_space_is_left_that_is_said_and_nothing_hides_it()
    {
        Assert.SkipUnless(File.Exists(Full), $"there is no {Full}");

        FluentActions.Invoking(() =>
        {
            using var resume = new ResumeFile(new FileStream(Full, FileMode.Open, FileAccess.Write));
            resume.Add(FinishedRequest.In(TimeSpan.FromMilliseconds(1)));
        }).Should().Throw<UnwritableFileException>().WithMessage("full: cannot be written: no space is left");
    }
}
